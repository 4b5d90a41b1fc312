package dev.baton.orchestrator;

import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.runtime.Body;
import dev.baton.settings.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The way out of life: ask, interrupt at half of the time, and at its end kill, if it is a process, or name who is stuck.
 */
final class Stopper {
    /** How long a process that was killed may take to be gone; the kernel may have to wait for a disk. */
    private static final Duration KILLED_WITHIN = Duration.ofSeconds(5);

    private final Roster roster;
    private final Watch watch;
    private final Timers timers;
    private final Supplier<Duration> timeout;
    private final Consumer<AgentRecord> goesDown;
    private final Runnable settle;

    /**
     * @param timeout how long an agent may take
     * @param goesDown called with each agent that is asked to stop, once
     * @param settle called after something has happened by time alone
     */
    Stopper(
            Roster roster,
            Watch watch,
            Timers timers,
            Supplier<Duration> timeout,
            Consumer<AgentRecord> goesDown,
            Runnable settle) {
        this.roster = roster;
        this.watch = watch;
        this.timers = timers;
        this.timeout = timeout;
        this.goesDown = goesDown;
        this.settle = settle;
    }

    /** Asks {@code agent}, which holds a slot, to stop. One that is stopping already only learns what follows. */
    void ask(AgentRecord agent, Sequel sequel, String reason) {
        agent.sequel(sequel);
        agent.stopReason(reason);
        askWithin(Set.of(agent), timeout.get(), reason);
    }

    /** The same because somebody wants it, which nobody has to be told when it has ended. */
    void askOnRequest(AgentRecord agent, Sequel sequel, String reason) {
        agent.sequel(sequel);
        agent.stopReason("");
        askWithin(Set.of(agent), timeout.get(), reason);
    }

    /** Asks all that aren't stopping already to stop, with {@code window} to do so, or the time that an agent has of its own. */
    void askWithin(Set<AgentRecord> asked, Duration window, String reason) {
        Set<AgentRecord> running = new LinkedHashSet<>(asked);
        running.removeIf(agent -> agent.state() == LifecycleState.STOPPING || agent.state() == LifecycleState.STUCK);
        if (running.isEmpty()) {
            return;
        }
        Map<Duration, Set<AgentRecord>> windows = new LinkedHashMap<>();
        for (AgentRecord agent : running) {
            Duration own = agent.spec().supervision().stopTimeout();
            windows.computeIfAbsent(own == null ? window : own, length -> new LinkedHashSet<>())
                    .add(agent);
        }
        windows.forEach((length, agents) -> askAtOnce(agents, length, reason));
    }

    private void askAtOnce(Set<AgentRecord> agents, Duration length, String reason) {
        Map<String, Object> data = Map.of("reason", reason, "timeout_ms", length.toMillis());
        StopWindow open = new StopWindow(agents, length, timers, this::interrupt, agent -> pressOn(agent, length));
        for (AgentRecord agent : agents) {
            watch.forget(agent);
            agent.pausing(false);
            roster.move(agent, LifecycleState.STOPPING, reason);
            roster.tell(agent, EventNames.AGENT_STOPPING, EventSeverity.INFO, data);
            agent.stopWindow(open);
            Body body = agent.body();
            if (body != null) {
                body.stop();
            }
            goesDown.accept(agent);
        }
    }

    private void interrupt(AgentRecord agent) {
        Body body = agent.body();
        if (body != null) {
            body.interrupt();
        }
    }

    /** The time is over: a process is killed, and has a little longer to be gone. */
    private void pressOn(AgentRecord agent, Duration length) {
        Body body = agent.body();
        if (agent.state() != LifecycleState.STOPPING || body == null || !body.kill()) {
            giveUp(agent, length, "interrupted");
            return;
        }
        String reason = "it did not stop within " + Durations.format(length) + " and was killed";
        agent.because(reason);
        roster.tell(agent, EventNames.AGENT_TIMEOUT, EventSeverity.WARN, Map.of("reason", reason));
        agent.stopWindow(new StopWindow(
                Set.of(agent), KILLED_WITHIN, timers, half -> {}, late -> giveUp(late, length, "killed")));
    }

    /** What of {@code agent}, which was asked to stop, is still there. */
    void stillThere(AgentRecord agent, String what, boolean isLate) {
        if (agent.state() == LifecycleState.STOPPING) {
            agent.lingers(what);
            agent.because(what);
            if (isLate) {
                String reason = "it has not stopped yet: " + what;
                roster.tell(agent, EventNames.AGENT_TIMEOUT, EventSeverity.WARN, Map.of("reason", reason));
            }
        }
    }

    private void giveUp(AgentRecord agent, Duration length, String finallyDone) {
        if (agent.state() == LifecycleState.STOPPING) {
            String reason = "it did not stop within " + Durations.format(length) + ", nor when " + finallyDone
                    + (agent.lingers().isEmpty() ? "" : ": " + agent.lingers());
            roster.move(agent, LifecycleState.STUCK, reason);
            roster.tell(agent, EventNames.AGENT_STUCK, EventSeverity.ERROR, Map.of("reason", reason));
            agent.stateEvents().stuck(reason);
            settle.run();
        }
    }

    /** {@code agent}'s life is over, also if it was thought to be stuck. */
    void ended(AgentRecord agent) {
        watch.forget(agent);
        StopWindow window = agent.stopWindow();
        if (window != null) {
            window.ended(agent);
        }
        if (agent.state() == LifecycleState.STUCK) {
            agent.verdict(new Ending(TerminationStatus.CRITICAL, "it did not stop in time"));
        }
    }
}
