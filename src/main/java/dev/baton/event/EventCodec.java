package dev.baton.event;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/** Passes events through as they are; they never leave the JVM by this codec. */
final class EventCodec implements MessageCodec<EventBatch, EventBatch> {
    static final String NAME = "baton.event";

    /** Registers the codec where it isn't yet. */
    static void registerOn(EventBus bus) {
        try {
            bus.registerCodec(new EventCodec());
        } catch (IllegalStateException alreadyThere) {
            // Two orchestrators on one Vert.x share the codec.
        }
    }

    @Override
    public void encodeToWire(Buffer buffer, EventBatch events) {
        throw new UnsupportedOperationException("lifecycle events are published to this JVM only");
    }

    @Override
    public EventBatch decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("lifecycle events are published to this JVM only");
    }

    @Override
    public EventBatch transform(EventBatch events) {
        return events;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
