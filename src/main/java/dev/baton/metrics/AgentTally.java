package dev.baton.metrics;

import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows each agent's state by its events, and counts what becomes of it. For the thread that counts.
 */
final class AgentTally {
    private static final String WAITING_FOR = "waiting for ";

    private final MeterRegistry registry;
    private final int maxSeries;
    private final AgentCounters others;
    private final Population population = new Population();
    private final Timer queueTime;
    private final Map<String, KnownAgent> agents = new HashMap<>();

    AgentTally(MeterRegistry registry, int maxSeries) {
        this.registry = registry;
        this.maxSeries = maxSeries;
        this.others = new AgentCounters(registry, Names.OTHER);
        this.queueTime = Timer.builder(Names.QUEUE_TIME)
                .description(Names.help(Names.QUEUE_TIME))
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10))
                .register(registry);
        population.register(registry);
    }

    void slots(int number) {
        population.slots(number);
    }

    void count(String name, Event event) {
        KnownAgent agent = agents.computeIfAbsent(name, this::meet);
        switch (event.name()) {
            case EventNames.AGENT_REGISTERED -> move(agent, LifecycleState.REGISTERED);
            case EventNames.AGENT_QUEUED -> queue(agent, event);
            case EventNames.AGENT_STARTED -> start(agent, event);
            case EventNames.AGENT_READY, EventNames.AGENT_RESUMED -> move(agent, LifecycleState.RUNNING);
            case EventNames.AGENT_PAUSED -> move(agent, LifecycleState.PAUSED);
            case EventNames.AGENT_BACKOFF -> backOff(agent);
            case EventNames.AGENT_CRASH_LOOP -> countMove(agent, Names.CRASH_LOOPS, LifecycleState.CRASH_LOOP);
            case EventNames.AGENT_STOPPING -> move(agent, LifecycleState.STOPPING);
            case EventNames.AGENT_STUCK -> countMove(agent, Names.STUCK, LifecycleState.STUCK);
            case EventNames.AGENT_ERROR -> agent.counters.count(Names.ERRORS);
            case EventNames.AGENT_TIMEOUT -> agent.counters.count(Names.TIMEOUTS);
            case EventNames.AGENT_TERMINATED -> terminate(agent, event);
            default -> {
                // Heartbeats, progress and what agents say themselves moves nobody.
            }
        }
    }

    private KnownAgent meet(String name) {
        return new KnownAgent(agents.size() < maxSeries ? new AgentCounters(registry, name) : others);
    }

    private void queue(KnownAgent agent, Event event) {
        if (agent.queuedAt == null) {
            agent.queuedAt = event.timestamp();
        }
        boolean waits = String.valueOf(event.data().get("reason")).startsWith(WAITING_FOR);
        move(agent, waits ? LifecycleState.WAITING : LifecycleState.QUEUED);
    }

    private void start(KnownAgent agent, Event event) {
        agent.counters.count(Names.STARTS);
        if (agent.isToRestart) {
            agent.isToRestart = false;
            agent.counters.count(Names.RESTARTS);
        }
        if (agent.queuedAt != null) {
            queueTime.record(Duration.between(agent.queuedAt, event.timestamp()));
        }
        move(agent, LifecycleState.STARTING);
    }

    private void backOff(KnownAgent agent) {
        agent.isToRestart = true;
        move(agent, LifecycleState.BACKOFF);
    }

    private void countMove(KnownAgent agent, String counter, LifecycleState to) {
        agent.counters.count(counter);
        agent.isToRestart = false;
        move(agent, to);
    }

    private void terminate(KnownAgent agent, Event event) {
        agent.counters.terminated(status(event.data().get("status")));
        agent.isToRestart = false;
        move(agent, LifecycleState.TERMINATED);
    }

    private void move(KnownAgent agent, LifecycleState to) {
        if (to != LifecycleState.WAITING && to != LifecycleState.QUEUED) {
            agent.queuedAt = null;
        }
        population.move(agent.state, to);
        agent.state = to;
    }

    private static @Nullable TerminationStatus status(@Nullable Object told) {
        for (TerminationStatus status : TerminationStatus.values()) {
            if (status.name().equals(String.valueOf(told))) {
                return status;
            }
        }
        return null;
    }
}
