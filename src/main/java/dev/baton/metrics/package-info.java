/**
 * Counting what happens, for Prometheus. {@link dev.baton.metrics.Metrics} subscribes to the events like any other consumer;
 * nobody calls it but whoever wants the numbers. What no event tells it reads from {@link dev.baton.metrics.MetricSources}
 * when it is asked.
 *
 * <p>Counting is done on the context that {@link dev.baton.metrics.Metrics} is deployed on and costs the same for each event,
 * however many agents there are. Numbers may be asked for on any thread.
 */
@NullMarked
package dev.baton.metrics;

import org.jspecify.annotations.NullMarked;
