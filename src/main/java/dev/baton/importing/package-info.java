/**
 * Other tools' files, read as Baton's: a {@linkplain dev.baton.importing.Procfile Procfile} or a
 * {@linkplain dev.baton.importing.ProcessCompose process-compose file} in, a config tree out, with a
 * {@linkplain dev.baton.importing.Note note} of each thing that could not be carried over.
 *
 * <p>Text in, text out: nothing here reads files or the environment, and nothing is shared, so any thread will do.
 */
@NullMarked
package dev.baton.importing;

import org.jspecify.annotations.NullMarked;
