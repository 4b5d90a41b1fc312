package dev.baton.event;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/**
 * The event-bus address that one orchestrator's events are published on. Events are handed over as they are, to
 * consumers in this JVM only.
 *
 * <p>Safe to use from any thread; to keep the events in order only one context publishes.
 */
public final class EventBusChannel {
    /** What every orchestrator's address starts with; its name follows. */
    public static final String ADDRESS_PREFIX = "baton.events.";

    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setLocalOnly(true).setCodecName(EventCodec.NAME);

    private final EventBus bus;
    private final String address;

    private EventBusChannel(EventBus bus, String address) {
        this.bus = bus;
        this.address = address;
    }

    /** The channel of the orchestrator called {@code orchestrator} on {@code vertx}. */
    public static EventBusChannel of(Vertx vertx, String orchestrator) {
        EventCodec.registerOn(vertx.eventBus());
        return new EventBusChannel(vertx.eventBus(), ADDRESS_PREFIX + orchestrator);
    }

    /** Hands {@code event} to all who are subscribed now. */
    public void publish(Event event) {
        bus.publish(address, event, LOCAL);
    }

    /** Calls {@code handler} on the current context, or a new one, with every event from now on, in order. */
    public MessageConsumer<Event> subscribe(Consumer<Event> handler) {
        return bus.localConsumer(address, message -> handler.accept(message.body()));
    }
}
