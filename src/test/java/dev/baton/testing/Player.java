package dev.baton.testing;

import dev.baton.agent.EventAgent;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

/**
 * An agent that does what a test says. What it is to do comes over the event bus, to the address in its config, and is
 * answered when it is done.
 */
public final class Player extends EventAgent {
    /** What it is to do. */
    public enum Act {
        /** Emits {@code event} with {@code data}, {@code times} times. */
        EMIT,
        /** Writes {@code text} in its log. */
        WRITE,
        /** Says that it is {@code done} of {@code total}, with {@code text}. */
        PROGRESS,
        /** Says that {@code text} keeps it from its work. */
        SUFFER,
        /** Throws an exception with {@code text}. */
        FAIL
    }

    /** Where the agent called {@code name} is told what to do, as its config has to say. */
    public static String address(String name) {
        return "player." + name;
    }

    @Override
    protected void onEvent(Message<Object> message) {
        JsonObject order = (JsonObject) message.body();
        String text = order.getString("text", "");
        switch (Act.valueOf(order.getString("act"))) {
            case EMIT -> {
                for (int i = 0; i < order.getInteger("times"); i++) {
                    context()
                            .emit(
                                    order.getString("event"),
                                    order.getJsonObject("data").getMap());
                }
            }
            case WRITE -> context().logger().info("{}", text);
            case PROGRESS -> context().progress(order.getLong("done"), order.getLong("total"), text);
            case SUFFER -> context().unhealthy(text);
            case FAIL -> {
                message.reply(null);
                throw new IllegalStateException(text);
            }
        }
        message.reply(null);
    }
}
