package dev.baton.orchestrator;

import dev.baton.lifecycle.LifecycleState;
import dev.baton.runtime.Body;
import dev.baton.settings.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what can't be told: who takes too long to get ready, and who gives no sign of life. Starts of the common timeout
 * stand in a line, which costs next to nothing; only agents with times of their own are in an ordered set.
 */
final class Watch {
    /** What is to be looked at, and when. */
    record Deadline(long due, long number, AgentRecord agent) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            return due == other.due ? Long.compare(number, other.number) : Long.compare(due, other.due);
        }
    }

    /** Somebody took too long. */
    record Late(AgentRecord agent, String reason) {}

    private final Set<AgentRecord> settingUp = new LinkedHashSet<>();
    private final TreeSet<Deadline> deadlines = new TreeSet<>();
    private long numbers;

    /** {@code agent} begins to set up. */
    void startOf(AgentRecord agent, long now) {
        Duration own = agent.spec().supervision().startTimeout();
        if (own == null) {
            settingUp.add(agent);
        } else {
            setDeadline(agent, now + own.toNanos());
        }
    }

    /** {@code agent} was held up from outside; its time to set up begins anew. */
    void startAgain(AgentRecord agent, long now) {
        if (agent.state() == LifecycleState.STARTING) {
            forget(agent);
            agent.startedAt(now);
            startOf(agent, now);
        }
    }

    /** {@code agent} is ready; from now on its signs of life count. */
    void ready(AgentRecord agent, long now) {
        forget(agent);
        Duration liveness = agent.spec().supervision().liveness();
        if (liveness != null) {
            setDeadline(agent, now + liveness.toNanos());
        }
    }

    /** Nothing is expected of {@code agent} any more. */
    void forget(AgentRecord agent) {
        settingUp.remove(agent);
        Deadline old = agent.deadline();
        if (old != null) {
            deadlines.remove(old);
            agent.deadline(null);
        }
    }

    /** Those who took too long; each is told once. */
    List<Late> late(long now, Duration startTimeout) {
        List<Late> late = new ArrayList<>();
        for (AgentRecord agent : settingUp) {
            if (now - agent.startedAt() < startTimeout.toNanos()) {
                break; // they stand in the order of their starts
            }
            if (agent.gates().setup().isOpen()) {
                late.add(new Late(agent, notReady(agent, startTimeout)));
            }
        }
        while (!deadlines.isEmpty() && deadlines.first().due() <= now) {
            AgentRecord agent = deadlines.first().agent();
            forget(agent);
            Late found = look(agent, now);
            if (found != null) {
                late.add(found);
            }
        }
        return late;
    }

    private @Nullable Late look(AgentRecord agent, long now) {
        if (agent.state() == LifecycleState.STARTING) {
            Duration timeout = agent.spec().supervision().startTimeout();
            if (timeout == null || agent.gates().setup().isOpen()) {
                return new Late(agent, notReady(agent, timeout == null ? Duration.ZERO : timeout));
            }
            setDeadline(agent, now + timeout.toNanos());
            return null;
        }
        Duration liveness = agent.spec().supervision().liveness();
        Body body = agent.body();
        if (liveness == null || body == null) {
            return null;
        }
        long silent = body.activity().silence(now);
        if (silent >= liveness.toNanos()) {
            return new Late(agent, "it gave no sign of life for " + Durations.format(liveness));
        }
        setDeadline(agent, now + liveness.toNanos() - silent);
        return null;
    }

    private void setDeadline(AgentRecord agent, long due) {
        Deadline deadline = new Deadline(due, numbers++, agent);
        agent.deadline(deadline);
        deadlines.add(deadline);
    }

    private static String notReady(AgentRecord agent, Duration timeout) {
        Body body = agent.body();
        String trouble = body == null ? "" : body.activity().trouble();
        return "it was not ready within " + Durations.format(timeout) + (trouble.isEmpty() ? "" : ": " + trouble);
    }
}
