package dev.baton.orchestrator;

import dev.baton.agent.RestartPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The groups that have settings, and what a failure of one member means for the others. After Erlang/OTP's supervisor:
 * restarts of all members count together, and with {@code one_for_all} and {@code rest_for_one} the others, or those
 * registered later, stop and start with the one that failed.
 */
final class Groups {
    private final Slots slots;
    private final Starter starter;
    private final Stopper stopper;
    private final Departures departures;
    private final Consumer<String> shutDown;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** @param shutDown ends everything in failure, with the reason */
    Groups(Slots slots, Starter starter, Stopper stopper, Departures departures, Consumer<String> shutDown) {
        this.slots = slots;
        this.starter = starter;
        this.stopper = stopper;
        this.departures = departures;
        this.shutDown = shutDown;
    }

    /** These groups from now on; those that are as before keep their counts. Their members are to {@linkplain #join} anew. */
    void define(Map<String, GroupSettings> settings) {
        groups.values().forEach(group -> group.members().clear());
        settings.forEach((name, its) -> groups.compute(
                name, (same, old) -> old != null && old.settings().equals(its) ? old : new Group(name, its)));
        groups.keySet().retainAll(settings.keySet());
    }

    /** Makes {@code agent} a member of its group, if that has settings. */
    void join(AgentRecord agent) {
        Group group = of(agent);
        if (group != null) {
            group.members().add(agent);
        }
    }

    /** Nobody waits any more for the next try of one who is no member now. */
    void forgetStrangers() {
        groups.values().forEach(Group::forgetStrangers);
    }

    /** The group of {@code agent}, null if it is in none that has settings. */
    @Nullable
    Group of(AgentRecord agent) {
        String name = agent.spec().supervision().group();
        return name == null ? null : groups.get(name);
    }

    // ---------------------------------------------------------------------------------------------- restarting

    /** {@code failed} waits for its next try: stops those who are to start with it, the last first. */
    void stopCompanions(Group group, AgentRecord failed) {
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

    /** {@code agent} has stopped because its group restarts: it starts with the others, or at once if they have started. */
    void rejoin(AgentRecord agent) {
        Group group = of(agent);
        if (group != null && group.isWaiting()) {
            hold(group, agent);
        } else {
            starter.ask(agent);
        }
    }

    private void hold(Group group, AgentRecord agent) {
        group.hold(agent);
        agent.forgetUnmet();
        starter.toWait(agent, "waiting for its group '" + group.name() + "' to restart");
    }

    /** Starts those that waited for {@code agent}'s next try, which has come or is off. */
    void release(AgentRecord agent) {
        Group group = of(agent);
        if (group != null) {
            group.release(agent).forEach(held -> {
                held.countRestart();
                starter.ask(held);
            });
        }
    }

    /** {@code agent} is commanded by itself now, and nobody's companion. */
    void letGo(AgentRecord agent) {
        Group group = of(agent);
        if (group != null) {
            group.letGo(agent);
        }
    }

    /** Whether {@code agent} waits for its group rather than for a dependency. */
    boolean isHeld(AgentRecord agent) {
        Group group = of(agent);
        return group != null && group.holds(agent);
    }

    // ---------------------------------------------------------------------------------------------- giving up

    /** {@code failed} was the one failure too many. */
    void giveUp(Group group, AgentRecord failed) {
        String why = "gave up because '" + failed.name() + "' kept failing";
        if (group.settings().onGiveUp() == OnGiveUp.SHUTDOWN) {
            shutDown.accept("group '" + group.name() + "' " + why);
            return;
        }
        String reason = "its group '" + group.name() + "' " + why;
        for (AgentRecord agent : List.copyOf(group.members())) {
            if (agent == failed) {
                continue;
            }
            if (agent.state().holdsSlot()) {
                stopper.ask(agent, Sequel.STAY_DOWN, reason);
            } else if (!agent.isDown()) {
                group.letGo(agent);
                agent.callOffRetry();
                departures.cancel(agent, reason);
            }
        }
        group.forgetCulprits();
    }
}
