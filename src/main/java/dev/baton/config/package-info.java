/**
 * Finding, reading, merging and checking settings: config files, {@code BATON_…} environment variables and
 * {@code --set} in, {@linkplain dev.baton.config.LoadedConfig settings and agents} out, with every
 * {@linkplain dev.baton.config.LocatedFinding finding} at its file, line and column.
 *
 * <p>Each feature owns the record of its settings; this room fills them. {@link dev.baton.config.ConfigLoader} works on
 * worker threads of Vert.x; all else here is immutable or belongs to the one load that made it.
 */
@NullMarked
package dev.baton.config;

import org.jspecify.annotations.NullMarked;
