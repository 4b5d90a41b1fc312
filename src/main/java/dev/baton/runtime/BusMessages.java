package dev.baton.runtime;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageConsumerOptions;
import java.util.function.Consumer;

/** Messages of the event bus of the same JVM. */
public final class BusMessages implements Messages {
    private static final int MOST_WAITING = 1000;

    private final Vertx vertx;

    /** Those of {@code vertx}. */
    public BusMessages(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Listener listen(String address, Consumer<Message<Object>> handler) {
        MessageConsumer<Object> consumer = vertx.eventBus()
                .consumer(new MessageConsumerOptions().setAddress(address).setMaxBufferedMessages(MOST_WAITING));
        consumer.pause();
        consumer.handler(handler::accept);
        return new Listener() {
            @Override
            public void fetch() {
                consumer.fetch(1);
            }

            @Override
            public void end() {
                consumer.unregister();
            }
        };
    }
}
