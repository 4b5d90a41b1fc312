/**
 * Programs as bodies of agents: begun, asked whether they are ready and alive, read, limited, stopped.
 *
 * <p>Threads: a body's state belongs to the orchestrator's event loop; what is told by other threads is posted there. What
 * processes write is carried by a bounded pool of threads that all of them share.
 */
@NullMarked
package dev.baton.runtime.program;

import org.jspecify.annotations.NullMarked;
