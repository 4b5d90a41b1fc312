package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.event.EventNames;
import dev.baton.event.EventPublisher;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Signal;
import dev.baton.settings.Durations;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one writer: every agent's state, the queue for slots, and what follows from what. Touched by one event loop only.
 *
 * <p>Each thing that happens (a command, a signal, a timeout) changes the records it concerns, notes whom that frees, and
 * at the end {@linkplain #settle() settles}: fills free slots, first in, first out, and looks whether all is over.
 */
final class Orchestration {
    /** Makes a body for one start of an agent. */
    interface Bodies {
        Body create(AgentSpec spec, long incarnation, Gates gates);
    }

    private static final String NO_SLOT = "no free worker slot";
    private static final Map<String, Object> NO_SLOT_DATA = Map.of("reason", NO_SLOT);

    private final OrchestratorSettings settings;
    private final EventPublisher events;
    private final Bodies bodies;
    private final Timers timers;
    private final Map<String, AgentRecord> agents = new LinkedHashMap<>();
    private final Set<AgentRecord> settingUp = new LinkedHashSet<>();
    private final Slots slots;
    private final Promise<Outcome> outcome = Promise.promise();
    private int unfinished;
    private int stuck;
    private boolean begun;
    private boolean emptyTold;
    private @Nullable Shutdown shutdown;

    Orchestration(OrchestratorSettings settings, EventPublisher events, Bodies bodies, Timers timers) {
        this.settings = settings;
        this.events = events;
        this.bodies = bodies;
        this.timers = timers;
        this.slots = new Slots(settings.maxWorkers());
    }

    // ---------------------------------------------------------------------------------------------- from outside

    /** Makes {@code specs} known, whose names and dependencies have been checked. */
    void register(Collection<AgentSpec> specs, Map<String, Gates> gates) {
        for (AgentSpec spec : specs) {
            Gates its = gates.get(spec.name());
            AgentRecord agent = new AgentRecord(spec, its == null ? new Gates() : its);
            agents.put(spec.name(), agent);
            tell(agent, EventNames.AGENT_REGISTERED, EventSeverity.INFO, Map.of("class_name", spec.className()));
        }
        for (AgentSpec spec : specs) {
            spec.dependsOn().forEach((name, condition) -> agent(spec.name()).dependOn(agent(name), condition));
        }
    }

    /** Starts all agents, in dependency order as far as that has an order. */
    void begin() {
        begun = true;
        events.orchestrator(
                EventNames.ORCHESTRATOR_STARTED,
                EventSeverity.INFO,
                Map.of(
                        "name", settings.name(),
                        "agents", agents.size(),
                        "max_workers", settings.maxWorkers(),
                        "run_mode", settings.runMode().name()));
        new DependencyGraph(agents.values().stream().map(AgentRecord::spec).toList())
                .startOrder()
                .forEach(spec -> askToStart(agent(spec.name())));
        settle();
    }

    /**
     * Starts an agent that has ended or never started.
     *
     * @throws IllegalArgumentException if there is none of that name
     * @throws IllegalStateException if it hasn't ended, or Baton is shutting down
     */
    void start(String name) {
        AgentRecord agent = agent(name);
        if (shutdown != null) {
            throw new IllegalStateException("'" + name + "' can't be started: Baton is shutting down");
        }
        if (agent.state() != LifecycleState.REGISTERED && !agent.state().hasEnded()) {
            throw new IllegalStateException("'" + name + "' can't be started: it is " + agent.state());
        }
        askToStart(agent);
        settle();
    }

    /** Stops an agent; the future tells how it ended, and fails if it is stuck. One that has ended already is left so. */
    Future<Ending> stop(String name) {
        AgentRecord agent = agent(name);
        Ending already = agent.ending();
        if (agent.state().hasEnded() && already != null) {
            return Future.succeededFuture(already);
        }
        Future<Ending> closed = agent.stateEvents().whenClosed();
        if (agent.state().holdsSlot()) {
            askToStop(Set.of(agent), settings.agentStopTimeout());
        } else {
            skip(agent, "it was stopped before its turn");
        }
        settle();
        return closed;
    }

    /** Stops everything, dependents before those they depend on; a second call changes nothing. */
    Future<Outcome> stopAll(String reason) {
        if (shutdown == null) {
            events.orchestrator(EventNames.SHUTDOWN, EventSeverity.INFO, Map.of("reason", reason));
            begun = true;
            beginShutdown();
            settle();
        }
        return outcome.future();
    }

    private void beginShutdown() {
        List<AgentRecord> running = new ArrayList<>();
        List<AgentRecord> waiting = new ArrayList<>();
        for (AgentRecord agent : agents.values()) {
            if (agent.state().holdsSlot()) {
                running.add(agent);
            } else if (!agent.state().hasEnded() && agent.state() != LifecycleState.REGISTERED) {
                waiting.add(agent);
            }
        }
        Shutdown stops = new Shutdown(running, settings.agentStopTimeout(), timers, this::askToStop);
        shutdown = stops;
        waiting.forEach(agent -> skip(agent, "Baton was stopped before its turn"));
        stops.begin();
    }

    /** How it ends, once it does. */
    Future<Outcome> outcome() {
        return outcome.future();
    }

    List<AgentSnapshot> snapshot() {
        List<AgentSnapshot> all = new ArrayList<>(agents.size());
        agents.values().forEach(agent -> all.add(agent.snapshot()));
        return all;
    }

    StateEvents stateEvents(String name) {
        return agent(name).stateEvents();
    }

    /** Looks at what can't be told: who takes too long to get ready. */
    void check() {
        long now = timers.nanoTime();
        long timeout = settings.agentStartTimeout().toNanos();
        List<AgentRecord> late = new ArrayList<>();
        for (AgentRecord agent : settingUp) {
            if (now - agent.startedAt() < timeout) {
                break; // they stand in the order of their starts
            }
            if (agent.gates().setup().isOpen()) {
                late.add(agent);
            }
        }
        late.forEach(this::startTookTooLong);
        settle();
    }

    // ---------------------------------------------------------------------------------------------- signals

    /** Takes in what a body says; a body of an earlier start is not listened to. */
    void receive(Signal signal) {
        AgentRecord agent = agents.get(signal.body().name());
        boolean current = agent != null && agent.body() == signal.body();
        if (signal instanceof Signal.Emitted emitted) {
            if (current) {
                events.agent(agent.name(), emitted.event(), agent.incarnation(), EventSeverity.INFO, emitted.data());
            }
            if (emitted.credits() != null) {
                emitted.credits().giveBack();
            }
        } else if (current) {
            if (signal instanceof Signal.PassedGate) {
                passedGate(agent);
            } else if (signal instanceof Signal.Ready) {
                ready(agent);
            } else if (signal instanceof Signal.Failed failed) {
                failed(agent, failed);
            } else if (signal instanceof Signal.Ended over) {
                ended(agent, over.ending());
            }
            settle();
        }
    }

    /** The time at the setup gate was not the agent's. */
    private void passedGate(AgentRecord agent) {
        if (settingUp.remove(agent)) {
            agent.startedAt(timers.nanoTime());
            settingUp.add(agent);
        }
    }

    private void ready(AgentRecord agent) {
        if (agent.state() != LifecycleState.STARTING) {
            return;
        }
        settingUp.remove(agent);
        agent.moveTo(LifecycleState.RUNNING, "");
        tell(agent, EventNames.AGENT_READY, EventSeverity.INFO, Map.of());
        agent.stateEvents().ready();
        freeDependents(agent);
    }

    private void failed(AgentRecord agent, Signal.Failed failed) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("part", failed.part());
        data.put("error", failed.message());
        if (failed.thrown() != null) {
            data.put("type", failed.thrown().getClass().getName());
        }
        tell(agent, EventNames.AGENT_ERROR, EventSeverity.ERROR, data);
    }

    private void ended(AgentRecord agent, Ending told) {
        settingUp.remove(agent);
        slots.giveBack();
        StopWindow window = agent.stopWindow();
        if (window != null) {
            window.ended(agent);
        }
        if (agent.state() == LifecycleState.STUCK) {
            stuck--;
            agent.verdict(new Ending(TerminationStatus.CRITICAL, "it did not stop in time"));
        }
        finish(agent, agent.judge(told));
    }

    // ---------------------------------------------------------------------------------------------- starting

    private void askToStart(AgentRecord agent) {
        unfinished++;
        emptyTold = false;
        agent.stateEvents().expect();
        agent.moveTo(LifecycleState.WAITING, "");
        agent.findUnmet();
        if (agent.unmet().isEmpty()) {
            enqueue(agent);
            return;
        }
        AgentRecord broken = agent.unmet().keySet().stream()
                .filter(AgentRecord::hasFailed)
                .findFirst()
                .orElse(null);
        if (broken != null) {
            skip(agent, becauseOf(broken));
        } else {
            String why = agent.waitingFor();
            tell(agent, EventNames.AGENT_QUEUED, EventSeverity.INFO, Map.of("reason", why));
        }
    }

    /** Puts {@code agent} at the end of the queue; settling takes it out again, perhaps at once. */
    private void enqueue(AgentRecord agent) {
        boolean atOnce = slots.enqueue(agent);
        agent.moveTo(LifecycleState.QUEUED, atOnce ? "" : NO_SLOT);
        if (!atOnce) {
            tell(agent, EventNames.AGENT_QUEUED, EventSeverity.INFO, NO_SLOT_DATA);
        }
    }

    private void launch(AgentRecord agent) {
        agent.moveTo(LifecycleState.STARTING, "");
        agent.startedAt(timers.nanoTime());
        settingUp.add(agent);
        Body body = bodies.create(agent.spec(), agent.nextIncarnation(), agent.gates());
        agent.body(body);
        tell(agent, EventNames.AGENT_STARTED, EventSeverity.INFO, Map.of());
        agent.stateEvents().start();
        body.start();
        freeDependents(agent);
    }

    /** Strikes {@code agent} from what its dependents wait for, where it now meets their condition. */
    private void freeDependents(AgentRecord agent) {
        for (AgentRecord.Dependent dependent : agent.dependents()) {
            if (dependent.agent().state() == LifecycleState.WAITING
                    && agent.meets(dependent.condition())
                    && dependent.agent().met(agent)) {
                enqueue(dependent.agent());
            }
        }
    }

    private void startTookTooLong(AgentRecord agent) {
        String reason = "it was not ready within " + Durations.format(settings.agentStartTimeout());
        tell(agent, EventNames.AGENT_TIMEOUT, EventSeverity.ERROR, Map.of("reason", reason));
        agent.verdict(new Ending(TerminationStatus.ERROR, reason));
        askToStop(Set.of(agent), settings.agentStopTimeout());
    }

    // ---------------------------------------------------------------------------------------------- ending

    private void askToStop(Set<AgentRecord> asked, Duration window) {
        Set<AgentRecord> running = new LinkedHashSet<>(asked);
        running.removeIf(agent -> agent.state() == LifecycleState.STOPPING || agent.state() == LifecycleState.STUCK);
        if (running.isEmpty()) {
            return;
        }
        StopWindow open = new StopWindow(running, window, timers, this::interrupt, this::giveUp);
        for (AgentRecord agent : running) {
            settingUp.remove(agent);
            agent.moveTo(LifecycleState.STOPPING, "");
            agent.stopWindow(open);
            Body body = agent.body();
            if (body != null) {
                body.stop();
            }
        }
    }

    private void interrupt(AgentRecord agent) {
        Body body = agent.body();
        if (body != null) {
            body.interrupt();
        }
    }

    private void giveUp(AgentRecord agent) {
        if (agent.state() == LifecycleState.STOPPING) {
            String reason = "it did not stop within " + Durations.format(settings.agentStopTimeout())
                    + ", nor when interrupted";
            agent.moveTo(LifecycleState.STUCK, reason);
            stuck++;
            tell(agent, EventNames.AGENT_STUCK, EventSeverity.ERROR, Map.of("reason", reason));
            agent.stateEvents().stuck(reason);
            settle();
        }
    }

    private void skip(AgentRecord agent, String reason) {
        slots.leave(agent);
        finish(agent, new Ending(TerminationStatus.SKIPPED, reason));
    }

    /** Ends {@code agent}, and all who wait for it in vain; a loop, because a chain may be long. */
    private void finish(AgentRecord first, Ending firstEnding) {
        Deque<Runnable> open = new ArrayDeque<>();
        open.add(() -> end(first, firstEnding, open));
        for (Runnable next = open.poll(); next != null; next = open.poll()) {
            next.run();
        }
    }

    private void end(AgentRecord agent, Ending ending, Deque<Runnable> more) {
        if (agent.state() != LifecycleState.REGISTERED) {
            unfinished--;
        }
        agent.end(ending);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", ending.status().name());
        data.put("reason", ending.reason());
        tell(agent, EventNames.AGENT_TERMINATED, severityOf(ending.status()), data);
        agent.stateEvents().close(ending);
        if (shutdown != null) {
            shutdown.ended(agent);
        } else if (agent.hasFailed()) {
            for (AgentRecord.Dependent dependent : agent.dependents()) {
                more.add(() -> {
                    if (dependent.agent().state() == LifecycleState.WAITING
                            && dependent.agent().unmet().containsKey(agent)) {
                        end(dependent.agent(), new Ending(TerminationStatus.SKIPPED, becauseOf(agent)), more);
                    }
                });
            }
        } else {
            freeDependents(agent);
        }
    }

    private static String becauseOf(AgentRecord failed) {
        Ending ending = failed.ending();
        return "its dependency '" + failed.name() + "' ended in " + (ending == null ? "failure" : ending.status());
    }

    private static EventSeverity severityOf(TerminationStatus status) {
        return switch (status) {
            case SUCCESS -> EventSeverity.INFO;
            case WARNING, SKIPPED -> EventSeverity.WARN;
            case ERROR, CRITICAL -> EventSeverity.ERROR;
        };
    }

    // ---------------------------------------------------------------------------------------------- settling

    private void settle() {
        for (AgentRecord next = slots.take(); next != null; next = slots.take()) {
            launch(next);
        }
        boolean nobodyLeft = begun && unfinished == stuck;
        if (nobodyLeft && !emptyTold) {
            emptyTold = true;
            if (stuck == 0) {
                events.orchestrator(
                        EventNames.ALL_AGENTS_TERMINATED, EventSeverity.INFO, Map.of("agents", agents.size()));
            }
            if (shutdown == null && settings.runMode() == RunMode.STOP_ON_EMPTY) {
                events.orchestrator(
                        EventNames.SHUTDOWN,
                        EventSeverity.INFO,
                        Map.of("reason", stuck == 0 ? "every agent has ended" : "only stuck agents are left"));
                beginShutdown();
            }
        }
        if (nobodyLeft && shutdown != null) {
            outcome.tryComplete(result());
        }
    }

    private Outcome result() {
        Map<String, Ending> endings = new LinkedHashMap<>();
        List<String> stuckAgents = new ArrayList<>();
        for (AgentRecord agent : agents.values()) {
            Ending ending = agent.ending();
            if (agent.state() == LifecycleState.STUCK) {
                stuckAgents.add(agent.name());
                endings.put(agent.name(), new Ending(TerminationStatus.CRITICAL, "it could not be stopped"));
            } else if (ending != null) {
                endings.put(agent.name(), ending);
            }
        }
        return new Outcome(settings.runMode(), endings, stuckAgents);
    }

    private void tell(AgentRecord agent, String event, EventSeverity severity, Map<String, Object> data) {
        events.agent(agent.name(), event, agent.incarnation(), severity, data);
    }

    private AgentRecord agent(String name) {
        AgentRecord agent = agents.get(name);
        if (agent == null) {
            throw new IllegalArgumentException("there is no agent '" + name + "'");
        }
        return agent;
    }
}
