/**
 * Processes of the operating system with all their descendants: begun in a session of their own, told signals, counted, ended
 * to the last. The only place where processes are made. Knows nothing of agents.
 *
 * <p>Threads: what waits for the operating system has threads of its own here; callers are answered by stages that complete
 * on those.
 */
@NullMarked
package dev.baton.runtime.tree;

import org.jspecify.annotations.NullMarked;
