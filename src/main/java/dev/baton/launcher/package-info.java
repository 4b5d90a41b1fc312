/**
 * Where everything is put together: {@link dev.baton.launcher.Main} for the command line,
 * {@link dev.baton.launcher.Orchestrator} for code that embeds Baton. The only room that knows the real clock, the real
 * signals and all other rooms; it starts them in order and stops them in reverse.
 */
@NullMarked
package dev.baton.launcher;

import org.jspecify.annotations.NullMarked;
