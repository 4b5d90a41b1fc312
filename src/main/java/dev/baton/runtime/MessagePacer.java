package dev.baton.runtime;

import dev.baton.agent.Cadence;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageConsumerOptions;
import org.jspecify.annotations.Nullable;

/** Executes once per message, one at a time; asks for the next one when it is done, so that only a bounded number wait. */
final class MessagePacer extends Pacer {
    private static final int MOST_WAITING = 1000;

    private final String address;
    private @Nullable MessageConsumer<Object> consumer;

    MessagePacer(AgentLife life, Cadence.PerMessage cadence) {
        super(life, cadence.limit());
        this.address = cadence.address();
    }

    @Override
    void prepare() {
        MessageConsumer<Object> created = life().stage()
                .services()
                .vertx()
                .eventBus()
                .consumer(new MessageConsumerOptions().setAddress(address).setMaxBufferedMessages(MOST_WAITING));
        consumer = created;
        created.pause();
        created.handler(this::receive);
    }

    @Override
    void start() {
        next();
    }

    private void receive(Message<Object> message) {
        life().stage().post(() -> life().execute(message));
    }

    @Override
    void next() {
        if (consumer != null) {
            consumer.fetch(1);
        }
    }

    /** The message that came in the meantime has been taken from the bus, so it must not get lost. */
    @Override
    void resume(@Nullable Message<Object> held) {
        life().execute(held);
    }

    @Override
    void cancel() {
        if (consumer != null) {
            consumer.unregister();
        }
    }
}
