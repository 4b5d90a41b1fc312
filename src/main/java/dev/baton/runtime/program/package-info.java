/**
 * Programs as bodies of agents: begun, asked whether they are ready and alive, read, limited, stopped.
 *
 * <p>Threads: a body's state belongs to the orchestrator's event loop; what is told by other threads is posted there. Each
 * stream of a process is read by a thread of its own.
 */
@NullMarked
package dev.baton.runtime.program;

import org.jspecify.annotations.NullMarked;
