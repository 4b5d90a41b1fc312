package dev.baton.orchestrator;

import dev.baton.event.EventPublisher;
import dev.baton.event.EventSeverity;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is to be published of commands, collected on any thread for a moment: whoever asks many questions in a row would
 * otherwise wake the event loop for each, which takes longer than most answers.
 */
final class CommandEvents {
    private static final Duration MOMENT = Duration.ofMillis(5);

    private final Queue<Executed> executed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awaited = new AtomicBoolean();
    private final EventPublisher events;
    private final Executor loop;
    private final Timers timers;

    private record Executed(EventSeverity severity, Map<String, Object> data) {}

    CommandEvents(EventPublisher events, Executor loop, Timers timers) {
        this.events = events;
        this.loop = loop;
        this.timers = timers;
    }

    /** To be published within a moment; from any thread. */
    void add(EventSeverity severity, Map<String, Object> data) {
        executed.add(new Executed(severity, data));
        if (awaited.compareAndSet(false, true)) {
            try {
                loop.execute(() -> timers.runLater(MOMENT, this::publish));
            } catch (RejectedExecutionException closed) {
                // Nobody is left to be told.
            }
        }
    }

    /** Publishes what there is, on the event loop. */
    void publish() {
        awaited.set(false);
        for (Executed next = executed.poll(); next != null; next = executed.poll()) {
            events.command(next.severity(), next.data());
        }
    }
}
