package dev.baton.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.MessageConsumer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Events as one would pass them on with Vert.x alone: each one published on the event bus as it is, and taken by one
 * consumer on an event loop that keeps the last 5,000 with their text cut to 256 bytes.
 */
final class BareEvents {
    private static final String ADDRESS = "bare.events";
    private static final int REMEMBERED = 5_000;
    private static final int MOST_BYTES = 256;
    private static final DeliveryOptions OPTIONS =
            new DeliveryOptions().setLocalOnly(true).setCodecName(AsItIs.NAME);

    private final Vertx vertx;
    private final EventBus bus;
    private final BareEvent[] ring = new BareEvent[REMEMBERED];
    private int next;

    BareEvents(Vertx vertx) {
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        bus.registerCodec(new AsItIs());
    }

    record BareEvent(long time, String name, String text) {}

    /** Calls {@code handler} with every event, after it was remembered, on an event loop, until unregistered. */
    MessageConsumer<BareEvent> subscribe(Consumer<BareEvent> handler) {
        Future<MessageConsumer<BareEvent>> subscribed = Future.future(promise -> vertx.runOnContext(onLoop -> {
            MessageConsumer<BareEvent> consumer = bus.localConsumer(ADDRESS, message -> {
                remember(message.body());
                handler.accept(message.body());
            });
            consumer.completion().<MessageConsumer<BareEvent>>map(consumer).onComplete(promise);
        }));
        return subscribed.await();
    }

    void publish(BareEvent event) {
        bus.publish(ADDRESS, event, OPTIONS);
    }

    private void remember(BareEvent event) {
        byte[] bytes = event.text().getBytes(StandardCharsets.UTF_8);
        ring[next] = bytes.length <= MOST_BYTES
                ? event
                : new BareEvent(event.time(), event.name(), new String(bytes, 0, MOST_BYTES, StandardCharsets.UTF_8));
        next = (next + 1) % REMEMBERED;
    }

    private static final class AsItIs implements MessageCodec<BareEvent, BareEvent> {
        static final String NAME = "bare.event";

        @Override
        public void encodeToWire(Buffer buffer, BareEvent event) {
            throw new UnsupportedOperationException("local only");
        }

        @Override
        public BareEvent decodeFromWire(int position, Buffer buffer) {
            throw new UnsupportedOperationException("local only");
        }

        @Override
        public BareEvent transform(BareEvent event) {
            return event;
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
}
