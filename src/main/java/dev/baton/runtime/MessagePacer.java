package dev.baton.runtime;

import dev.baton.agent.Cadence;
import io.vertx.core.eventbus.Message;
import org.jspecify.annotations.Nullable;

/** Executes once per message, one at a time; asks for the next one when it is done, so that only a bounded number wait. */
final class MessagePacer extends Pacer {
    private final String address;
    private Messages.@Nullable Listener listener;

    MessagePacer(AgentLife life, Cadence.PerMessage cadence) {
        super(life, cadence.limit());
        this.address = cadence.address();
    }

    @Override
    String kind() {
        return "event";
    }

    @Override
    void prepare() {
        listener = life().stage().services().messages().listen(address, this::receive);
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
        if (listener != null) {
            listener.fetch();
        }
    }

    /** The message that came in the meantime has been taken from the bus, so it must not get lost. */
    @Override
    void resume(@Nullable Message<Object> held) {
        life().execute(held);
    }

    @Override
    void cancel() {
        if (listener != null) {
            listener.end();
        }
    }
}
