package dev.baton.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.event.Event;
import dev.baton.event.EventPublisher;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.lifecycle.Verb;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Signal;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An orchestration with bodies that a random walk moves, and a simple model beside it: who is alive, what operators want,
 * who ended well, and what the events have told. After each step both must agree.
 */
final class ModelWorld {
    private final ManualTimers time = new ManualTimers();
    private final Story story = new Story(name -> !Set.of("all", "rest").contains(groupOf(name)));
    private final Orchestration orchestration;
    private final Map<String, Puppet> alive = new LinkedHashMap<>();
    private final Map<String, Puppet> former = new HashMap<>();
    private final Set<String> heldDown = new HashSet<>();
    private final Set<String> endedWell = new HashSet<>();
    private final List<Asked> asked = new ArrayList<>();
    private ModelFleet fleet;

    ModelWorld(ModelFleet fleet, RunMode mode) {
        this.fleet = fleet;
        EventPublisher publisher =
                new EventPublisher(this::told, InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")), "test");
        orchestration = new Orchestration(
                PuppetStage.settings(fleet.maxWorkers(), mode),
                publisher,
                this::create,
                time,
                Integer.MAX_VALUE,
                new Random(1));
        orchestration.register(fleet.fleet(), Map.of());
        orchestration.begin(Set.of());
        orchestration
                .outcome()
                .onSuccess(outcome -> assertThat(outcome.stuck())
                        .as("who still lives when all is over")
                        .containsExactlyInAnyOrderElementsOf(alive.keySet()));
        compare();
    }

    /** What an operator asked for, and who lived then. */
    private record Asked(Verb verb, String name, @Nullable Puppet then, Future<AgentOutcome> answer) {}

    private void told(Event event) {
        story.tell(event, time.nanoTime());
    }

    private Body create(AgentSpec spec, long incarnation, Gates gates) {
        return new Puppet(spec.name(), incarnation);
    }

    // ---------------------------------------------------------------------------------------------- what happens

    /** An operator's command; {@code pattern} may be a glob or a group. */
    void steer(Verb verb, String pattern, boolean awaited) {
        Map<String, Puppet> before = Map.copyOf(alive);
        try {
            Set<String> meant = new HashSet<>();
            Selection.of(List.of(pattern), records()).forEach(name -> meant.add(name.name()));
            // What is wanted holds from the command on, not only once it has been carried out.
            Set<String> wanted = new HashSet<>(heldDown);
            meant.forEach(name -> want(verb, name));
            try {
                orchestration.steer(verb, List.of(pattern), awaited).forEach((name, answer) -> {
                    assertThat(meant).contains(name);
                    answered(new Asked(awaited ? verb : Verb.PAUSE, name, before.get(name), answer));
                });
            } catch (ShuttingDownException e) {
                heldDown.clear();
                heldDown.addAll(wanted);
                assertThat(story.isShuttingDown()).isTrue();
            }
        } catch (UnknownAgentException e) {
            assertThat(states().keySet()).doesNotContain(pattern);
        }
        compare();
    }

    private Map<String, AgentRecord> records() {
        Map<String, AgentRecord> records = new LinkedHashMap<>();
        orchestration
                .survey()
                .snapshot(List.of())
                .forEach(agent -> records.put(agent.spec().name(), new AgentRecord(agent.spec(), new Gates())));
        return records;
    }

    private void want(Verb verb, String name) {
        if (verb == Verb.STOP) {
            heldDown.add(name);
        } else if (verb == Verb.START || verb == Verb.RESTART) {
            heldDown.remove(name);
            story.forgive(name);
        }
    }

    private void answered(Asked question) {
        asked.add(question);
        question.answer().onSuccess(answer -> judge(question, answer));
    }

    private void judge(Asked question, AgentOutcome answer) {
        @Nullable Puppet now = alive.get(question.name());
        if (question.verb() == Verb.STOP && answer.result() == AgentOutcome.Result.ENDED) {
            assertThat(now == null || now != question.then())
                    .as("the life that was to be stopped is over")
                    .isTrue();
        }
        boolean starts = question.verb() == Verb.START || question.verb() == Verb.RESTART;
        if (starts && answer.result() == AgentOutcome.Result.RUNNING) {
            assertThat(now).as("who runs has a body").isNotNull();
            assertThat(now.ready).as("who runs is ready").isTrue();
            if (question.verb() == Verb.RESTART) {
                assertThat(now).as("a restart gives another life").isNotSameAs(question.then());
            }
        }
    }

    void ready(String name) {
        @Nullable Puppet puppet = alive.get(name);
        if (puppet != null && !puppet.ready) {
            puppet.ready = true;
            orchestration.receive(new Signal.Ready(puppet));
        }
        compare();
    }

    void paused(String name) {
        @Nullable Puppet puppet = alive.get(name);
        if (puppet != null && puppet.toPause) {
            orchestration.receive(new Signal.Paused(puppet));
        }
        compare();
    }

    /** Ends of its own accord, or because it was told to. */
    void end(String name, TerminationStatus status) {
        @Nullable Puppet puppet = alive.get(name);
        if (puppet != null) {
            alive.remove(name);
            former.put(name, puppet);
            if (status.isSuccess() && !puppet.toStop) {
                endedWell.add(name);
            }
            orchestration.receive(new Signal.Ended(puppet, new Ending(status, "")));
        }
        compare();
    }

    /** Gives no more signs of life. */
    void fallSilent(String name) {
        @Nullable Puppet puppet = alive.get(name);
        if (puppet != null) {
            puppet.lastSign = time.nanoTime();
        }
        compare();
    }

    /** Says everything there is to say, though it is over. */
    void speakFromTheGrave(String name) {
        @Nullable Puppet puppetAlive = alive.get(name);
        if (puppetAlive != null) {
            orchestration.receive(new Signal.StillThere(puppetAlive, "waiting for its process 1 (sh)", true));
        }
        @Nullable Puppet puppet = former.get(name);
        if (puppet != null) {
            orchestration.receive(new Signal.Ready(puppet));
            orchestration.receive(new Signal.Paused(puppet));
            orchestration.receive(new Signal.StillThere(puppet, "waiting for its process 1 (sh)", true));
            orchestration.receive(new Signal.Ended(puppet, Ending.SUCCESS));
        }
        compare();
    }

    void pass(Duration duration) {
        time.pass(duration);
        orchestration.check();
        compare();
    }

    void reload(ModelFleet newFleet) {
        ReloadPlan plan = orchestration.planReload(
                newFleet.fleet(), PuppetStage.settings(newFleet.maxWorkers(), mode()), spec -> false);
        ModelFleet old = fleet;
        fleet = newFleet;
        try {
            plan.steps().forEach(step -> story.forgive(step.agent()));
            orchestration.reload(plan, newFleet.fleet(), Map.of());
        } catch (ShuttingDownException e) {
            fleet = old;
            assertThat(story.isShuttingDown()).isTrue();
        }
        Set<String> known = states().keySet();
        heldDown.retainAll(known);
        endedWell.retainAll(known);
        compare();
    }

    private RunMode mode() {
        return orchestration.census().settings().runMode();
    }

    ModelFleet fleet() {
        return fleet;
    }

    List<String> names() {
        return fleet.members().stream().map(ModelFleet.Member::name).toList();
    }

    // ---------------------------------------------------------------------------------------------- how it ends

    /** Everybody does what is expected of it, for long enough. */
    void calmDown() {
        for (int second = 0; second < 100; second++) {
            for (Puppet puppet : List.copyOf(alive.values())) {
                if (puppet.toStop) {
                    end(puppet.name, TerminationStatus.SUCCESS);
                } else {
                    puppet.lastSign = Body.Activity.IDLE;
                    ready(puppet.name);
                    paused(puppet.name);
                }
            }
            pass(Duration.ofSeconds(1));
        }
        states().forEach((name, state) -> assertThat(state)
                .as(name + " after a long quiet time")
                .isNotIn(
                        LifecycleState.STARTING,
                        LifecycleState.STOPPING,
                        LifecycleState.STUCK,
                        LifecycleState.BACKOFF));
    }

    /** Everything is stopped; those of a number below {@code deaf} do not obey. */
    void shutDown(int deaf) {
        Future<Outcome> outcome = orchestration.stopAll("the walk is over");
        compare();
        for (int second = 0; second < 20; second++) {
            for (Puppet puppet : List.copyOf(alive.values())) {
                boolean obeys = Integer.parseInt(puppet.name.substring(5)) >= deaf;
                if (puppet.toStop && (obeys || puppet.killed)) {
                    end(puppet.name, TerminationStatus.SUCCESS);
                }
            }
            pass(Duration.ofSeconds(1));
        }
        assertThat(outcome.succeeded()).as("the end is told").isTrue();
        states().forEach((name, state) -> assertThat(state)
                .as(name)
                .isIn(
                        alive.containsKey(name)
                                ? Set.of(LifecycleState.STUCK)
                                : Set.of(
                                        LifecycleState.TERMINATED,
                                        LifecycleState.CRASH_LOOP,
                                        LifecycleState.REGISTERED)));
        assertThat(asked).allMatch(question -> question.answer().isComplete(), "is answered");
        List.copyOf(alive.keySet()).forEach(name -> end(name, TerminationStatus.SUCCESS));
        assertThat(time.waiting()).as("timers that are left").isZero();
        assertThat(states().values())
                .allMatch(state -> state.hasEnded() || state == LifecycleState.REGISTERED, "has ended for good");
    }

    // ---------------------------------------------------------------------------------------------- comparing

    private void compare() {
        time.pass(Duration.ZERO);
        Map<String, LifecycleState> states = states();
        assertThat(orchestration.census().running()).isEqualTo(alive.size());
        states.forEach((name, state) -> {
            assertThat(state.holdsSlot()).as("%s is %s", name, state).isEqualTo(alive.containsKey(name));
            assertThat(story.statesOf(name)).as("what was told of " + name).contains(state);
            if (state != LifecycleState.TERMINATED) {
                endedWell.remove(name);
            }
            if (heldDown.contains(name)) {
                assertThat(state)
                        .as(name + ", which an operator has stopped")
                        .isIn(
                                LifecycleState.REGISTERED,
                                LifecycleState.TERMINATED,
                                LifecycleState.CRASH_LOOP,
                                LifecycleState.STOPPING,
                                LifecycleState.STUCK);
            }
        });
        assertThat(states.keySet()).containsAll(alive.keySet());
        if (alive.size() < fleet.maxWorkers()) {
            assertThat(states.values()).as("a slot is free").doesNotContain(LifecycleState.QUEUED);
        }
        orchestration.survey().snapshot(List.of()).stream()
                .filter(agent -> agent.state() == LifecycleState.WAITING)
                .forEach(agent -> mustWait(agent, states));
    }

    private String groupOf(String name) {
        return fleet.members().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(member -> member.supervision().group())
                .orElse("none");
    }

    /** Nobody waits for nothing. */
    private void mustWait(AgentSnapshot agent, Map<String, LifecycleState> states) {
        String name = agent.spec().name();
        if (agent.reason().startsWith("waiting for its group")) {
            assertThat(states.keySet())
                    .as(name + " waits for somebody of its group")
                    .anyMatch(other ->
                            groupOf(other).equals(groupOf(name)) && states.get(other) == LifecycleState.BACKOFF);
            return;
        }
        ModelFleet.Member member = fleet.members().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in the config and waits"));
        assertThat(fleet.dependencies(member).entrySet())
                .as(name + " waits for something that is not so yet")
                .anyMatch(dependency -> !isMet(dependency.getKey(), dependency.getValue(), states));
    }

    private boolean isMet(String name, Condition condition, Map<String, LifecycleState> states) {
        LifecycleState state = states.getOrDefault(name, LifecycleState.REGISTERED);
        boolean well = state == LifecycleState.TERMINATED && endedWell.contains(name);
        return switch (condition) {
            case STARTED -> well || state.holdsSlot();
            case READY -> well || state == LifecycleState.RUNNING || state == LifecycleState.PAUSED;
            case COMPLETED -> well;
        };
    }

    Map<String, LifecycleState> states() {
        Map<String, LifecycleState> states = new LinkedHashMap<>();
        orchestration
                .survey()
                .snapshot(List.of())
                .forEach(agent -> states.put(agent.spec().name(), agent.state()));
        return states;
    }

    /** One life of one agent, moved by the walk. */
    private final class Puppet implements Body {
        private final String name;
        private final long incarnation;
        private boolean ready;
        private boolean toStop;
        private boolean toPause;
        private boolean killed;
        private long lastSign = Activity.IDLE;

        Puppet(String name, long incarnation) {
            this.name = name;
            this.incarnation = incarnation;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long incarnation() {
            return incarnation;
        }

        @Override
        public void start() {
            assertThat(alive).as("one life at a time").doesNotContainKey(name);
            assertThat(alive.size()).as("slots in use").isLessThan(fleet.maxWorkers());
            assertThat(heldDown).as("started against an operator's wish").doesNotContain(name);
            assertThat(story.isShuttingDown())
                    .as("started while all is stopped")
                    .isFalse();
            requireDependencies();
            endedWell.remove(name);
            alive.put(name, this);
        }

        private void requireDependencies() {
            Map<String, LifecycleState> states = states();
            fleet.members().stream()
                    .filter(member -> member.name().equals(name))
                    .flatMap(member -> fleet.dependencies(member).entrySet().stream())
                    .forEach(dependency -> assertThat(isMet(dependency.getKey(), dependency.getValue(), states))
                            .as("%s starts although %s is not %s", name, dependency.getKey(), dependency.getValue())
                            .isTrue());
        }

        @Override
        public void stop() {
            assertThat(toStop).as("asked twice").isFalse();
            toStop = true;
        }

        @Override
        public void interrupt() {
            assertThat(toStop).as("interrupted without having been asked").isTrue();
        }

        @Override
        public boolean kill() {
            assertThat(toStop && !killed)
                    .as("killed once, after having been asked")
                    .isTrue();
            killed = isProgram();
            return killed;
        }

        private boolean isProgram() {
            return Integer.parseInt(name.substring(5)) % 3 == 0;
        }

        @Override
        public long pid() {
            return -1;
        }

        @Override
        public boolean pause() {
            toPause = !name.startsWith("once");
            return toPause;
        }

        @Override
        public void resume() {
            toPause = false;
        }

        @Override
        public long cpuNanos() {
            return 0;
        }

        @Override
        public Activity activity() {
            return new Activity(0, 0, 0, 0, 0, lastSign, "once", "");
        }
    }
}
