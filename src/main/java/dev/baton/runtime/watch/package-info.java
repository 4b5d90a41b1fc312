/**
 * Tells when files have changed: {@linkplain dev.baton.runtime.watch.Globs globs} by name in, the name and what changed out,
 * once for many changes that belong together. Knows nothing of agents.
 *
 * <p>The system tells of changes ({@code inotify} on Linux), nothing is polled. {@link dev.baton.runtime.watch.FileWatch} has
 * two threads of its own: one waits for the system, on the other everything else here happens.
 */
@NullMarked
package dev.baton.runtime.watch;

import org.jspecify.annotations.NullMarked;
