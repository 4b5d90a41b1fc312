package dev.baton.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.lifecycle.LifecycleState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What somebody knows who hears events and nothing else, and whether they make sense one after the other. */
final class Story {
    private static final Map<String, Set<LifecycleState>> MEANING = Map.ofEntries(
            Map.entry(EventNames.AGENT_REGISTERED, Set.of(LifecycleState.REGISTERED, LifecycleState.QUEUED)),
            Map.entry(EventNames.AGENT_QUEUED, Set.of(LifecycleState.QUEUED, LifecycleState.WAITING)),
            Map.entry(EventNames.AGENT_STARTED, Set.of(LifecycleState.STARTING)),
            Map.entry(EventNames.AGENT_READY, Set.of(LifecycleState.RUNNING)),
            Map.entry(EventNames.AGENT_RESUMED, Set.of(LifecycleState.RUNNING)),
            Map.entry(EventNames.AGENT_PAUSED, Set.of(LifecycleState.PAUSED)),
            // Of two that are late at once the first may have stopped the second already.
            Map.entry(EventNames.AGENT_TIMEOUT, Set.of(LifecycleState.STOPPING)),
            Map.entry(EventNames.AGENT_STOPPING, Set.of(LifecycleState.STOPPING)),
            Map.entry(EventNames.AGENT_STUCK, Set.of(LifecycleState.STUCK)),
            // Whoever goes on at once has no news of its own before its start, or before it waits.
            Map.entry(EventNames.AGENT_TERMINATED, Set.of(LifecycleState.TERMINATED, LifecycleState.WAITING)),
            Map.entry(EventNames.AGENT_BACKOFF, Set.of(LifecycleState.BACKOFF, LifecycleState.WAITING)),
            Map.entry(EventNames.AGENT_CRASH_LOOP, Set.of(LifecycleState.CRASH_LOOP)));

    private final Map<String, Agent> agents = new HashMap<>();
    private final Predicate<String> restartsAlone;
    private boolean shuttingDown;

    /** @param restartsAlone whether an agent is in no group that may restart it before its own pause is over */
    Story(Predicate<String> restartsAlone) {
        this.restartsAlone = restartsAlone;
    }

    /** What was told of one agent. */
    private static final class Agent {
        private String last = "";
        private boolean lives;
        private boolean ready;
        private boolean stopping;
        private long incarnation;
        private long retryAt = Long.MIN_VALUE;
        private final List<Long> restarts = new ArrayList<>();
    }

    void tell(Event event, long now) {
        shuttingDown |= event.name().equals(EventNames.SHUTDOWN);
        @Nullable String name = event.agent();
        if (name != null) {
            tell(agents.computeIfAbsent(name, first -> new Agent()), event, now);
        }
    }

    private void tell(Agent agent, Event event, long now) {
        String as = event.name() + " of " + event.agent() + " after " + agent.last;
        switch (event.name()) {
            case EventNames.AGENT_REGISTERED -> {
                assertThat(agent.lives).as(as).isFalse();
                agent.incarnation = 0;
                agent.restarts.clear();
            }
            case EventNames.AGENT_STARTED -> {
                assertThat(agent.lives).as(as).isFalse();
                assertThat(event.incarnation()).as(as).isEqualTo(agent.incarnation + 1);
                if (restartsAlone.test(String.valueOf(event.agent()))) {
                    assertThat(now).as("start before its pause is over").isGreaterThanOrEqualTo(agent.retryAt);
                }
                agent.incarnation = event.incarnation();
                agent.lives = true;
                agent.ready = false;
                agent.stopping = false;
            }
            case EventNames.AGENT_READY -> {
                assertThat(agent.lives && !agent.ready && !agent.stopping)
                        .as(as)
                        .isTrue();
                agent.ready = true;
            }
            case EventNames.AGENT_PAUSED ->
                assertThat(agent.last).as(as).isIn(EventNames.AGENT_READY, EventNames.AGENT_RESUMED);
            case EventNames.AGENT_RESUMED -> assertThat(agent.last).as(as).isEqualTo(EventNames.AGENT_PAUSED);
            case EventNames.AGENT_TIMEOUT -> assertThat(agent.lives).as(as).isTrue();
            case EventNames.AGENT_STOPPING -> {
                assertThat(agent.lives && !agent.stopping).as(as).isTrue();
                agent.stopping = true;
            }
            case EventNames.AGENT_STUCK ->
                assertThat(agent.lives && agent.stopping).as(as).isTrue();
            case EventNames.AGENT_TERMINATED -> {
                agent.lives = false;
                agent.retryAt = Long.MIN_VALUE;
            }
            case EventNames.AGENT_BACKOFF -> backOff(agent, event, now, as);
            case EventNames.AGENT_CRASH_LOOP -> assertThat(agent.last).as(as).isEqualTo(EventNames.AGENT_TERMINATED);
            default -> {
                // It says nothing of a state.
            }
        }
        agent.last = event.name();
    }

    private static void backOff(Agent agent, Event event, long now, String as) {
        assertThat(agent.last).as(as).isEqualTo(EventNames.AGENT_TERMINATED);
        long delay = ((Number) event.data().get("delay_ms")).longValue();
        assertThat(delay).as(as).isBetween(800L, 9_600L);
        agent.retryAt = now + delay * 1_000_000;
        agent.restarts.removeIf(then -> now - then >= ModelFleet.TERMS.window().toNanos());
        agent.restarts.add(now);
        int most = Math.max(ModelFleet.TERMS.maxRestarts(), 4);
        assertThat(agent.restarts).as(as).hasSizeLessThanOrEqualTo(most);
    }

    /** An operator, or another config, lets an agent begin anew. */
    void forgive(String name) {
        @Nullable Agent agent = agents.get(name);
        if (agent != null) {
            agent.restarts.clear();
            agent.retryAt = Long.MIN_VALUE;
        }
    }

    Set<LifecycleState> statesOf(String name) {
        @Nullable Agent agent = agents.get(name);
        return agent == null ? Set.of() : MEANING.getOrDefault(agent.last, Set.of());
    }

    boolean isShuttingDown() {
        return shuttingDown;
    }
}
