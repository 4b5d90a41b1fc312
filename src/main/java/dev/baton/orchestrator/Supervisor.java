package dev.baton.orchestrator;

import dev.baton.agent.Restart;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.settings.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What follows the end of a life: nothing, the next one, the next try after a pause, or giving up. */
final class Supervisor {
    private final Roster roster;
    private final Timers timers;
    private final RandomGenerator random;
    private final Starter starter;
    private final Departures departures;
    private final Groups groups;
    private final Runnable settle;

    /**
     * A supervisor of nobody.
     *
     * @param random decides on the jitter of pauses
     * @param settle called after something has happened by time alone
     */
    Supervisor(
            Roster roster,
            Timers timers,
            RandomGenerator random,
            Starter starter,
            Departures departures,
            Groups groups,
            Runnable settle) {
        this.roster = roster;
        this.timers = timers;
        this.random = random;
        this.starter = starter;
        this.departures = departures;
        this.groups = groups;
        this.settle = settle;
    }

    /**
     * {@code agent}'s body is gone.
     *
     * @param facts more about it, for those who are told
     */
    void lifeEnded(AgentRecord agent, Ending told, Map<String, Object> facts) {
        boolean wasAsked = agent.state() == LifecycleState.STOPPING || agent.state() == LifecycleState.STUCK;
        if (departures.isShuttingDown()) {
            agent.sequel(Sequel.STAY_DOWN);
        }
        Ending ending = agent.endLife(told);
        Exit exit = ending.status().isSuccess() ? Exit.COMPLETED : Exit.FAILED;
        departures.tellEnd(agent, ending, facts);
        switch (agent.sequel()) {
            case STAY_DOWN -> departures.terminate(agent, ending);
            case AGAIN -> {
                roster.move(agent, LifecycleState.TERMINATED, ending.reason());
                starter.ask(agent);
            }
            case WITH_GROUP -> {
                roster.move(agent, LifecycleState.TERMINATED, ending.reason());
                groups.rejoin(agent);
            }
            case BY_POLICY -> byPolicy(agent, exit, ending);
        }
        if (!wasAsked && exit == Exit.FAILED) {
            departures.goesDown(agent);
        } else if (!departures.isShuttingDown()) {
            starter.takeBack(agent);
        }
    }

    private void byPolicy(AgentRecord agent, Exit exit, Ending ending) {
        if (departures.isShuttingDown()
                || !RestartDecision.restarts(
                        agent.spec().supervision().restart().policy(), exit)) {
            departures.terminate(agent, ending);
            return;
        }
        long now = timers.nanoTime();
        Group group = groups.of(agent);
        Limit limit = limitOf(agent, group);
        if (!limit.budget().tryTake(now)) {
            giveUp(agent, group, limit, ending);
            return;
        }
        Restart terms = agent.spec().supervision().restart();
        if (exit == Exit.COMPLETED || agent.wasReadyFor(terms.resetAfter(), now)) {
            agent.recovery().calmDown();
        }
        backOff(agent, limit, now, ending);
        if (group != null) {
            groups.stopCompanions(group, agent);
        }
    }

    /** How many restarts are too many. */
    private record Limit(RestartBudget budget, int most, Duration window) {}

    private static Limit limitOf(AgentRecord agent, @Nullable Group group) {
        if (group != null) {
            return new Limit(
                    group.budget(),
                    group.settings().maxRestarts(),
                    group.settings().window());
        }
        Restart terms = agent.spec().supervision().restart();
        return new Limit(agent.recovery().budget(), terms.maxRestarts(), terms.window());
    }

    private void backOff(AgentRecord agent, Limit limit, long now, Ending ending) {
        Duration pause = agent.recovery().nextPause(random);
        int number = limit.budget().used(now);
        Runnable cancel = timers.runLater(pause, () -> retry(agent));
        agent.recovery().schedule(now + pause.toNanos(), number, limit.most(), ending.reason(), cancel);
        roster.move(agent, LifecycleState.BACKOFF, "");
        agent.stateEvents().retry();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("delay_ms", pause.toMillis());
        data.put("restart", number);
        data.put("of", limit.most());
        data.put("error", ending.reason());
        roster.tell(agent, EventNames.AGENT_BACKOFF, EventSeverity.WARN, data);
    }

    private void retry(AgentRecord agent) {
        if (agent.state() == LifecycleState.BACKOFF) {
            agent.callOffRetry();
            agent.countRestart();
            starter.askAgain(agent);
            groups.release(agent);
            settle.run();
        }
    }

    private void giveUp(AgentRecord agent, @Nullable Group group, Limit limit, Ending ending) {
        String reason = "failed again after " + limit.most() + (limit.most() == 1 ? " restart" : " restarts")
                + (group == null ? "" : " of group '" + group.name() + "'") + " within "
                + Durations.format(limit.window()) + (ending.reason().isEmpty() ? "" : ": " + ending.reason());
        Ending failure = ending.worse(new Ending(TerminationStatus.ERROR, ending.reason()));
        agent.endWith(failure, false);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("restarts", limit.most());
        data.put("window", Durations.format(limit.window()));
        data.put("error", ending.reason());
        data.put("reason", reason);
        roster.tell(agent, EventNames.AGENT_CRASH_LOOP, EventSeverity.ERROR, data);
        departures.settle(agent, LifecycleState.CRASH_LOOP, reason, failure);
        if (group != null) {
            groups.giveUp(group, agent);
        }
    }

    // ---------------------------------------------------------------------------------------------- commands

    /** {@code agent}, which holds no slot, is to end where it is. */
    void cancel(AgentRecord agent, String reason) {
        groups.letGo(agent);
        agent.callOffRetry();
        departures.cancel(agent, reason);
        if (!departures.isShuttingDown()) {
            groups.release(agent);
        }
    }

    /** {@code agent} is to start now, whatever it waits for other than its dependencies; its failures are forgiven. */
    void startNow(AgentRecord agent) {
        if (departures.isShuttingDown()) {
            return; // One of many to be started was vital, and could not be.
        }
        groups.letGo(agent);
        agent.forgive();
        starter.ask(agent);
        groups.release(agent);
    }
}
