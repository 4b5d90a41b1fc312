package dev.baton.event;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives events their number, time and node, and publishes them. Belongs to the orchestrator's event loop, so numbers
 * have no gaps and every consumer sees them in order.
 */
public final class EventPublisher {
    private final Consumer<Event> sink;
    private final InstantSource clock;
    private final String node;
    private Instant now = Instant.EPOCH;
    private long seq;

    /**
     * A publisher that begins at 1.
     *
     * @param sink where events go, such as {@link EventBusChannel#publish}
     * @param clock the wall clock
     * @param node the name of this node
     */
    public EventPublisher(Consumer<Event> sink, InstantSource clock, String node) {
        this.sink = sink;
        this.clock = clock;
        this.node = node;
    }

    /** Publishes a fact about an agent. {@code data} must not change any more. */
    public void agent(String agent, String event, long incarnation, EventSeverity severity, Map<String, Object> data) {
        publish(EventCategory.AGENT, event, agent, incarnation, severity, data);
    }

    /** Publishes a fact about the orchestrator. {@code data} must not change any more. */
    public void orchestrator(String name, EventSeverity severity, Map<String, Object> data) {
        publish(EventCategory.ORCHESTRATOR, name, null, 0, severity, data);
    }

    /** Publishes what this node saw of another one. {@code data} must not change any more. */
    public void cluster(String name, EventSeverity severity, Map<String, Object> data) {
        publish(EventCategory.CLUSTER, name, null, 0, severity, data);
    }

    /** Publishes what came of a command. {@code data} must not change any more. */
    public void command(EventSeverity severity, Map<String, Object> data) {
        publish(EventCategory.COMMAND, EventNames.COMMAND_EXECUTED, null, 0, severity, data);
    }

    private void publish(
            EventCategory category,
            String name,
            @Nullable String agent,
            long incarnation,
            EventSeverity severity,
            Map<String, Object> data) {
        seq++;
        sink.accept(new Event(seq, now(), category, name, agent, severity, incarnation, node, data));
    }

    /** To the millisecond; events of the same one share the object. */
    private Instant now() {
        long millis = clock.millis();
        if (millis != now.toEpochMilli()) {
            now = Instant.ofEpochMilli(millis);
        }
        return now;
    }
}
