package dev.baton.demo;

import dev.baton.agent.AgentContext;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * One measured value on its way over the event bus, to {@link #ADDRESS} on this machine only.
 *
 * @param metric what was measured, such as {@code cpu}
 * @param value how much, finite
 * @param unit in what, such as {@code %}; may be empty
 */
record Sample(String metric, double value, String unit) {
    /** Where all samples go; {@code config/demo.yaml} names it too. */
    static final String ADDRESS = "demo.samples";

    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    void publish(AgentContext context) {
        context.vertx().eventBus().publish(ADDRESS, toJson(), LOCAL);
    }

    JsonObject toJson() {
        return new JsonObject().put("metric", metric).put("value", value).put("unit", unit);
    }

    /** The sample in a message's body, or empty if somebody sent something else. */
    static Optional<Sample> from(Object body) {
        if (body instanceof JsonObject json
                && json.getValue("metric") instanceof String metric
                && json.getValue("value") instanceof Number value
                && json.getValue("unit") instanceof String unit
                && Double.isFinite(value.doubleValue())) {
            return Optional.of(new Sample(metric, value.doubleValue(), unit));
        }
        return Optional.empty();
    }
}
