/**
 * Who runs when: the order of starts, the slots, the queue, the stops, and the end of it all.
 *
 * <p>All state belongs to the event loop of the {@link dev.baton.orchestrator.OrchestratorVerticle}, which is the only
 * one to read or write it. Whatever happens elsewhere reaches it as a message, in order; what comes from an earlier start
 * of an agent changes nothing.
 */
@NullMarked
package dev.baton.orchestrator;

import org.jspecify.annotations.NullMarked;
