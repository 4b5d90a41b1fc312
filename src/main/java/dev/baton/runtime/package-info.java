/**
 * How an agent's body is run. A {@link dev.baton.runtime.Body} is one start of one agent: here, a worker verticle that
 * goes through the life an {@link dev.baton.agent.Agent} describes, driven by its cadence.
 *
 * <p>Threads: a body is told what to do by the orchestrator's event loop, works on threads of its own and answers with
 * {@linkplain dev.baton.runtime.Signal signals} through a {@link dev.baton.runtime.Mailbox}, which the orchestrator
 * empties. Nothing in this room decides who runs when.
 */
@NullMarked
package dev.baton.runtime;

import org.jspecify.annotations.NullMarked;
