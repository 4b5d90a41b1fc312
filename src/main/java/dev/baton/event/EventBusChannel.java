package dev.baton.event;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.shareddata.Shareable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The event-bus address that one orchestrator's events are published on. Events are handed over as they are, to
 * subscribers in this JVM only. Those that subscribers haven't come to yet share a message, so the bus's cost per event
 * falls as the load grows; what travels on the address is therefore this class's own affair.
 *
 * <p>Safe to use from any thread; to keep the events in order only one context publishes. What is run on a subscriber's
 * context after {@link #publish} returned runs after the subscriber was called with the event.
 */
public final class EventBusChannel implements Shareable {
    /** What every orchestrator's address starts with; its name follows. */
    public static final String ADDRESS_PREFIX = "baton.events.";

    private static final String CHANNELS = "baton.events";
    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setLocalOnly(true).setCodecName(EventCodec.NAME);

    private final EventBus bus;
    private final String address;
    private @Nullable EventBatch open;

    private EventBusChannel(EventBus bus, String address) {
        this.bus = bus;
        this.address = address;
    }

    /** The one channel of the orchestrator called {@code orchestrator} on {@code vertx}. */
    public static EventBusChannel of(Vertx vertx, String orchestrator) {
        EventCodec.registerOn(vertx.eventBus());
        return vertx.sharedData()
                .<String, EventBusChannel>getLocalMap(CHANNELS)
                .computeIfAbsent(orchestrator, name -> new EventBusChannel(vertx.eventBus(), ADDRESS_PREFIX + name));
    }

    /** Hands {@code event} to all who are subscribed now. */
    public synchronized void publish(Event event) {
        if (open == null || !open.add(event)) {
            open = new EventBatch(event);
            bus.publish(address, open, LOCAL);
        }
    }

    /** Calls {@code handler} on the current context, or a new one, with every event from now on, in order. */
    public synchronized MessageConsumer<?> subscribe(Consumer<Event> handler) {
        MessageConsumer<EventBatch> consumer =
                bus.localConsumer(address, message -> message.body().read(handler));
        if (open != null) {
            // It was sent without the new subscriber; what comes now needs a message that is sent to it, too.
            open.seal();
        }
        return consumer;
    }
}
