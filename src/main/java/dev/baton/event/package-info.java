/**
 * Facts that happened: immutable {@linkplain dev.baton.event.Event events} that travel over the Vert.x event bus
 * without being encoded, from one writer to any number of consumers that don't know of one another.
 *
 * <p>Events are published from the orchestrator's event loop, which gives them their sequence numbers; each consumer
 * receives them in that order on its own context. {@link dev.baton.event.EventCallbacks} is the consumer for code that may
 * block: it calls listeners on threads of their own.
 */
@NullMarked
package dev.baton.event;

import org.jspecify.annotations.NullMarked;
