package dev.baton.orchestrator;

import dev.baton.agent.Condition;
import dev.baton.agent.Restart;
import dev.baton.agent.RestartPolicy;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.settings.Durations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What follows the end of a life: nothing, the next try after a pause, or giving up; and what that means for those who depend
 * on the agent, for its group and for the whole.
 *
 * <p>The groups follow Erlang/OTP's supervisor: restarts of all members count together, and with {@code one_for_all} and
 * {@code rest_for_one} the others, or those registered later, stop and start with the one that failed.
 */
final class Supervisor {
    private final Roster roster;
    private final Slots slots;
    private final Timers timers;
    private final RandomGenerator random;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Consumer<String> shutDown;
    private final Runnable settle;
    private Starter starter;
    private Stopper stopper;
    private @Nullable Shutdown shutdown;

    /**
     * @param shutDown ends everything in failure, with the reason
     * @param settle called after something has happened by time alone
     */
    @SuppressWarnings("NullAway.Init") // the three know each other: see with()
    Supervisor(
            Roster roster,
            Slots slots,
            Timers timers,
            RandomGenerator random,
            Consumer<String> shutDown,
            Runnable settle) {
        this.roster = roster;
        this.slots = slots;
        this.timers = timers;
        this.random = random;
        this.shutDown = shutDown;
        this.settle = settle;
    }

    /** The ways into and out of life. */
    void with(Starter itsStarter, Stopper itsStopper) {
        starter = itsStarter;
        stopper = itsStopper;
    }

    /** From now on nothing is started any more, and {@code stops} is told of each end. */
    void shutDownWith(Shutdown stops) {
        shutdown = stops;
    }

    // ---------------------------------------------------------------------------------------------- groups

    /** Other groups than before, with what the old ones counted forgotten. Agents are to be {@linkplain #join joined} anew. */
    void groups(Map<String, GroupSettings> settings) {
        groups.values().forEach(group -> group.members().clear());
        settings.forEach((name, its) -> groups.compute(
                name, (same, old) -> old != null && old.settings().equals(its) ? old : new Group(name, its)));
        groups.keySet().retainAll(settings.keySet());
    }

    /** Makes {@code agent} a member of its group, if that has settings. */
    void join(AgentRecord agent) {
        Group group = groupOf(agent);
        if (group != null) {
            group.members().add(agent);
        }
    }

    private @Nullable Group groupOf(AgentRecord agent) {
        String name = agent.spec().supervision().group();
        return name == null ? null : groups.get(name);
    }

    // ---------------------------------------------------------------------------------------------- the end of a life

    /** {@code agent}'s body is gone. */
    void lifeEnded(AgentRecord agent, Ending told) {
        boolean wasAsked = agent.state() == LifecycleState.STOPPING || agent.state() == LifecycleState.STUCK;
        if (shutdown != null) {
            agent.sequel(Sequel.STAY_DOWN);
        }
        Sequel sequel = agent.sequel();
        Ending ending = agent.endLife(told);
        tellEnd(agent, ending);
        switch (sequel) {
            case STAY_DOWN -> terminate(agent, ending);
            case AGAIN -> again(agent, ending);
            case WITH_GROUP -> withGroup(agent, ending);
            case BY_POLICY -> byPolicy(agent, ending, wasAsked);
        }
    }

    private void again(AgentRecord agent, Ending ending) {
        roster.move(agent, LifecycleState.TERMINATED, ending.reason());
        starter.ask(agent);
    }

    private void withGroup(AgentRecord agent, Ending ending) {
        Group group = groupOf(agent);
        roster.move(agent, LifecycleState.TERMINATED, ending.reason());
        if (group != null && group.isWaiting()) {
            hold(group, agent);
        } else {
            starter.ask(agent);
        }
    }

    private void byPolicy(AgentRecord agent, Ending ending, boolean wasAsked) {
        Exit exit = ending.status().isSuccess() ? Exit.COMPLETED : Exit.FAILED;
        Restart terms = agent.spec().supervision().restart();
        if (!wasAsked && exit == Exit.FAILED) {
            goesDown(agent);
        }
        if (!RestartDecision.restarts(terms.policy(), exit)) {
            terminate(agent, ending);
        } else {
            restart(agent, terms, ending);
        }
    }

    // ---------------------------------------------------------------------------------------------- restarts

    private void restart(AgentRecord agent, Restart terms, Ending ending) {
        long now = timers.nanoTime();
        Group group = groupOf(agent);
        RestartBudget budget = group == null ? agent.recovery().budget() : group.budget();
        if (!budget.tryTake(now)) {
            giveUp(agent, group, ending);
            return;
        }
        if (ending.status().isSuccess() || agent.wasReadyFor(terms.resetAfter(), now)) {
            agent.recovery().calmDown();
        }
        int most = group == null ? terms.maxRestarts() : group.settings().maxRestarts();
        backOff(agent, agent.recovery().nextPause(random), budget.used(now), most, ending);
        if (group != null) {
            stopCompanions(group, agent);
        }
    }

    private void backOff(AgentRecord agent, Duration pause, int number, int most, Ending ending) {
        Runnable cancel = timers.runLater(pause, () -> retry(agent));
        agent.recovery().schedule(timers.nanoTime() + pause.toNanos(), number, most, ending.reason(), cancel);
        roster.move(agent, LifecycleState.BACKOFF, "");
        agent.stateEvents().retry();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("delay_ms", pause.toMillis());
        data.put("restart", number);
        data.put("of", most);
        data.put("error", ending.reason());
        roster.tell(agent, EventNames.AGENT_BACKOFF, EventSeverity.WARN, data);
    }

    private void retry(AgentRecord agent) {
        if (agent.state() == LifecycleState.BACKOFF) {
            agent.recovery().unschedule();
            agent.countRestart();
            starter.askAgain(agent);
            releaseGroup(agent);
            settle.run();
        }
    }

    /** Starts those that waited for {@code agent}'s next try, which has come or is off. */
    void releaseGroup(AgentRecord agent) {
        Group group = groupOf(agent);
        if (group != null) {
            group.release(agent).forEach(held -> {
                held.countRestart();
                starter.ask(held);
            });
        }
    }

    /** {@code agent} is commanded by itself now: it is nobody's companion, and its next try is off. */
    void setApart(AgentRecord agent) {
        Group group = groupOf(agent);
        if (group != null) {
            group.letGo(agent);
        }
        if (agent.state() == LifecycleState.BACKOFF) {
            agent.recovery().unschedule();
        }
    }

    /** Whether {@code agent} waits for its group rather than for a dependency. */
    boolean isHeld(AgentRecord agent) {
        Group group = groupOf(agent);
        return group != null && group.holds(agent);
    }

    private void stopCompanions(Group group, AgentRecord failed) {
        List<AgentRecord> companions = group.companions(failed);
        if (companions.isEmpty()) {
            return;
        }
        group.wait(failed);
        String reason = "its group '" + group.name() + "' restarts because '" + failed.name() + "' failed";
        for (int i = companions.size() - 1; i >= 0; i--) {
            stopCompanion(group, companions.get(i), reason);
        }
    }

    private void stopCompanion(Group group, AgentRecord agent, String reason) {
        switch (agent.state()) {
            case STARTING, RUNNING, PAUSED -> {
                boolean comesBack = agent.spec().supervision().restart().policy() != RestartPolicy.NEVER;
                stopper.ask(agent, comesBack ? Sequel.WITH_GROUP : Sequel.STAY_DOWN, reason);
            }
            case STOPPING, STUCK -> {
                if (agent.sequel() != Sequel.STAY_DOWN) {
                    agent.sequel(Sequel.WITH_GROUP);
                }
            }
            case QUEUED, WAITING -> {
                slots.leave(agent);
                hold(group, agent);
            }
            case BACKOFF -> {
                agent.recovery().unschedule();
                group.release(agent);
                hold(group, agent);
            }
            case REGISTERED, CRASH_LOOP, TERMINATED -> {
                // It was down before, and stays so.
            }
        }
    }

    private void hold(Group group, AgentRecord agent) {
        group.hold(agent);
        agent.forgetUnmet();
        starter.toWait(agent, "waiting for its group '" + group.name() + "' to restart");
    }

    // ---------------------------------------------------------------------------------------------- giving up

    private void giveUp(AgentRecord agent, @Nullable Group group, Ending ending) {
        Restart terms = agent.spec().supervision().restart();
        int most = group == null ? terms.maxRestarts() : group.settings().maxRestarts();
        Duration window = group == null ? terms.window() : group.settings().window();
        String reason = "failed again after " + most + (most == 1 ? " restart" : " restarts")
                + (group == null ? "" : " of group '" + group.name() + "'") + " within " + Durations.format(window)
                + (ending.reason().isEmpty() ? "" : ": " + ending.reason());
        Ending failure = ending.status().isSuccess() ? new Ending(TerminationStatus.ERROR, ending.reason()) : ending;
        agent.endWith(failure, false);
        roster.move(agent, LifecycleState.CRASH_LOOP, reason);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("restarts", most);
        data.put("window", Durations.format(window));
        data.put("error", ending.reason());
        data.put("reason", reason);
        roster.tell(agent, EventNames.AGENT_CRASH_LOOP, EventSeverity.ERROR, data);
        agent.stateEvents().close(failure);
        if (group != null) {
            giveUp(group, agent);
        }
        followUp(agent);
    }

    private void giveUp(Group group, AgentRecord failed) {
        String reason = "its group '" + group.name() + "' gave up because '" + failed.name() + "' kept failing";
        if (group.settings().onGiveUp() == OnGiveUp.SHUTDOWN) {
            shutDown.accept("group '" + group.name() + "' gave up because '" + failed.name() + "' kept failing");
            return;
        }
        for (AgentRecord agent : List.copyOf(group.members())) {
            if (agent == failed) {
                continue;
            }
            if (agent.state().holdsSlot()) {
                stopper.ask(agent, Sequel.STAY_DOWN, reason);
            } else if (!agent.isDown()) {
                cancel(agent, reason);
            }
        }
    }

    // ---------------------------------------------------------------------------------------------- ending for good

    /** Ends {@code agent}, which holds no slot, on somebody's request. */
    void cancel(AgentRecord agent, String reason) {
        boolean waitedForRetry = agent.state() == LifecycleState.BACKOFF;
        Ending last = agent.ending();
        slots.leave(agent);
        setApart(agent);
        Ending ending = waitedForRetry && last != null
                ? new Ending(last.status(), reason + (last.reason().isEmpty() ? "" : "; before that: " + last.reason()))
                : new Ending(TerminationStatus.SKIPPED, reason);
        agent.endWith(ending, true);
        tellEnd(agent, ending);
        terminate(agent, ending);
        releaseGroup(agent);
    }

    /** Ends {@code agent}, which waits for something that can't come any more. */
    void skip(AgentRecord agent, String reason) {
        slots.leave(agent);
        Ending ending = agent.endWith(new Ending(TerminationStatus.SKIPPED, reason), false);
        tellEnd(agent, ending);
        terminate(agent, ending);
    }

    private void terminate(AgentRecord agent, Ending ending) {
        roster.move(agent, LifecycleState.TERMINATED, ending.reason());
        agent.stateEvents().close(ending);
        followUp(agent);
    }

    /** {@code agent} is down for good: goes on with those who waited for it, one after the other, as chains may be long. */
    private void followUp(AgentRecord first) {
        boolean isOutermost = open.isEmpty();
        open.add(first);
        if (!isOutermost) {
            return;
        }
        while (!open.isEmpty()) {
            AgentRecord agent = open.peek();
            if (agent.isRemoved()) {
                roster.remove(agent);
            }
            if (shutdown != null) {
                shutdown.ended(agent);
            } else if (agent.hasFailed()) {
                skipThoseWaitingFor(agent);
                if (agent.spec().supervision().vital()) {
                    shutDown.accept("the vital agent '" + agent.name() + "' failed"
                            + (agent.ending() == null || agent.ending().reason().isEmpty()
                                    ? ""
                                    : ": " + agent.ending().reason()));
                }
            } else {
                starter.freeDependents(agent);
            }
            open.remove();
        }
    }

    private final Deque<AgentRecord> open = new ArrayDeque<>();

    private void skipThoseWaitingFor(AgentRecord failed) {
        String reason = Starter.becauseOf(failed);
        for (AgentRecord.Dependent dependent : failed.dependents()) {
            AgentRecord agent = dependent.agent();
            if (agent.state() == LifecycleState.WAITING && agent.unmet().containsKey(failed)) {
                skip(agent, reason);
            }
        }
    }

    // ---------------------------------------------------------------------------------------------- dependents

    /** {@code dependency} goes down or has gone: who runs because it was up does what was agreed. */
    void goesDown(AgentRecord dependency) {
        if (shutdown != null || dependency.dependents().isEmpty()) {
            return;
        }
        starter.takeBack(dependency);
        for (AgentRecord.Dependent dependent : dependency.dependents()) {
            AgentRecord agent = dependent.agent();
            if (dependent.condition() != Condition.COMPLETED
                    && agent.state().holdsSlot()
                    && agent.state() != LifecycleState.STUCK) {
                answerTo(dependency, agent);
            }
        }
    }

    private void answerTo(AgentRecord dependency, AgentRecord agent) {
        String reason = "its dependency '" + dependency.name() + "' went down";
        boolean stopsAlready = agent.state() == LifecycleState.STOPPING;
        switch (agent.spec().supervision().onDependencyFailure()) {
            case KEEP -> {
                // It runs on.
            }
            case RESTART -> {
                if (!stopsAlready) {
                    stopper.ask(agent, Sequel.AGAIN, reason);
                    agent.countRestart();
                }
            }
            case STOP -> {
                if (!stopsAlready) {
                    stopper.ask(agent, Sequel.STAY_DOWN, reason);
                }
            }
        }
    }

    private void tellEnd(AgentRecord agent, Ending ending) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", ending.status().name());
        data.put("reason", ending.reason());
        roster.tell(agent, EventNames.AGENT_TERMINATED, severityOf(ending.status()), data);
    }

    private static EventSeverity severityOf(TerminationStatus status) {
        return switch (status) {
            case SUCCESS -> EventSeverity.INFO;
            case WARNING, SKIPPED -> EventSeverity.WARN;
            case ERROR, CRITICAL -> EventSeverity.ERROR;
        };
    }
}
