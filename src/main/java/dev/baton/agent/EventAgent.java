package dev.baton.agent;

import dev.baton.settings.Findings;
import io.vertx.core.eventbus.Message;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@link #onEvent} for each message sent or published to an event-bus address, one at a time and in order, and
 * holds no thread in between. Up to 1,000 messages wait while one is being handled; what comes on top is dropped and
 * counted by a warning of the event bus.
 *
 * <p>Config: {@code address} (required), {@code limit} (-1: no limit).
 */
public abstract class EventAgent extends Agent {
    private @Nullable Message<Object> current;

    /** For subclasses. */
    protected EventAgent() {}

    /** Handles one message, and may reply to it. An exception ends the agent in ERROR. */
    protected abstract void onEvent(Message<Object> message) throws Exception;

    @Override
    protected final void execute() throws Exception {
        Message<Object> message = current;
        if (message == null) {
            throw new IllegalStateException("an EventAgent is executed with a message");
        }
        current = null;
        onEvent(message);
    }

    final void deliver(Message<Object> message) {
        current = message;
    }

    @Override
    final Cadence cadence() {
        Settings settings = context().config(Settings.class);
        if (settings.address() == null) {
            throw new IllegalStateException("address is missing");
        }
        return new Cadence.PerMessage(settings.address(), settings.limit());
    }

    @Override
    final Class<? extends Record> kindSettings() {
        return Settings.class;
    }

    @Override
    final void validateKind(Findings findings) {
        String address = context().config(Settings.class).address();
        if (address == null || address.isBlank()) {
            findings.error(
                    "address", "an event agent needs the event-bus address to listen to, such as address: orders");
        }
    }

    /**
     * The keys this kind reads.
     *
     * @param address the event-bus address, null if missing (which validation refuses)
     * @param limit how many messages, -1 for no limit
     */
    record Settings(@Nullable String address, long limit) {
        static final Settings DEFAULT = new Settings(null, Cadence.NO_LIMIT);

        Settings {
            Cadence.requireLimit(limit);
        }
    }
}
