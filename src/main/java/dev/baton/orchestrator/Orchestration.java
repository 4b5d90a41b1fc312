package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.event.EventNames;
import dev.baton.event.EventPublisher;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.lifecycle.Verb;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Signal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The one writer: every agent's state, the queue for slots, and what follows from what. Touched by one event loop only.
 *
 * <p>Each thing that happens (a command, a signal, a timeout) changes the records it concerns, notes whom that frees, and
 * at the end {@linkplain #settle() settles}: fills free slots, answers those who wait, and looks whether all is over.
 */
final class Orchestration {
    /** How many agents are launched before others of the event loop get their turn. */
    private static final int LAUNCHES_IN_ONE_GO = 128;

    private final Roster roster;
    private final Slots slots;
    private final Watch watch = new Watch();
    private final WorkDone workDone = new WorkDone();
    private final Survey survey;
    private final Timers timers;
    private final int mostSlots;
    private final Starter starter;
    private final Stopper stopper;
    private final Departures departures;
    private final Groups groups;
    private final Supervisor supervisor;
    private final Steering steering;
    private final Reloading reloading;
    private final Promise<Outcome> outcome = Promise.promise();
    private OrchestratorSettings settings;
    private boolean begun;
    private boolean emptyTold;
    private boolean settlesSoon;
    private String failure = "";
    private @Nullable Shutdown shutdown;

    Orchestration(
            OrchestratorSettings settings,
            EventPublisher events,
            Starter.Bodies bodies,
            Timers timers,
            int mostSlots,
            RandomGenerator random) {
        this.settings = settings;
        this.timers = timers;
        this.mostSlots = mostSlots;
        roster = new Roster(events);
        survey = new Survey(roster, workDone, timers);
        slots = new Slots(settings.maxWorkers());
        starter = new Starter(roster, slots, watch, timers, bodies, this::skip);
        stopper = new Stopper(
                roster, watch, timers, () -> this.settings.agentStopTimeout(), this::goesDown, this::settle);
        departures = new Departures(roster, slots, starter, stopper, this::fail);
        groups = new Groups(slots, starter, stopper, departures, this::fail);
        supervisor = new Supervisor(roster, timers, random, starter, departures, groups, this::settle);
        steering = new Steering(roster, stopper, supervisor, groups, timers);
        reloading = new Reloading(roster, starter, stopper, supervisor, groups);
    }

    /** The way into life must be there before those who depart from it; so must the way out. */
    private void skip(AgentRecord agent, String reason) {
        departures.skip(agent, reason);
    }

    private void goesDown(AgentRecord agent) {
        departures.goesDown(agent);
    }

    // ---------------------------------------------------------------------------------------------- from outside

    /** Makes all of {@code fleet} known, whose names and dependencies have been checked. */
    void register(Fleet fleet, Map<String, Gates> gates) {
        groups.define(fleet.groups());
        for (AgentSpec spec : fleet.agents()) {
            Gates its = gates.get(spec.name());
            AgentRecord agent = new AgentRecord(spec, its == null ? new Gates() : its);
            roster.add(agent);
            groups.join(agent);
            roster.tell(agent, EventNames.AGENT_REGISTERED, EventSeverity.INFO, Map.of("class_name", spec.className()));
        }
        roster.wire();
    }

    /** What it takes to come to {@code fleet} and {@code newSettings}; nothing is done. */
    ReloadPlan planReload(Fleet fleet, OrchestratorSettings newSettings, Predicate<AgentSpec> codeChanged) {
        List<AgentSpec> present = roster.all().stream()
                .filter(agent -> !agent.isRemoved())
                .map(AgentRecord::specFromHereOn)
                .toList();
        return ReloadPlan.of(present, settings, fleet, newSettings, mostSlots, codeChanged);
    }

    /**
     * Carries out {@code plan}, which was made of {@code fleet} just now.
     *
     * @throws ShuttingDownException if everything is being stopped
     */
    void reload(ReloadPlan plan, Fleet fleet, Map<String, Gates> gates) {
        if (shutdown != null) {
            throw new ShuttingDownException("reload");
        }
        settings = plan.settings();
        slots.resize(settings.maxWorkers());
        roster.noteChange();
        startInOrder(reloading.apply(plan, fleet, gates));
        settle();
    }

    /**
     * Starts all agents, in dependency order as far as that has an order.
     *
     * @param heldDown those that an operator stopped before Baton was started anew; they stay down
     */
    void begin(Set<String> heldDown) {
        begun = true;
        roster.tell(
                EventNames.ORCHESTRATOR_STARTED,
                EventSeverity.INFO,
                Map.of(
                        "name", settings.name(),
                        "agents", roster.all().size(),
                        "max_workers", settings.maxWorkers(),
                        "run_mode", settings.runMode().name()));
        roster.all().stream().filter(agent -> heldDown.contains(agent.name())).forEach(agent -> agent.heldDown(true));
        startInOrder(roster.all().stream().filter(agent -> !agent.isHeldDown()).toList());
        settle();
    }

    private void startInOrder(Collection<AgentRecord> agents) {
        Set<AgentRecord> wanted = Set.copyOf(agents);
        new DependencyGraph(
                        roster.all().stream().map(AgentRecord::specFromHereOn).toList())
                .startOrder().stream()
                        .map(spec -> roster.get(spec.name()))
                        .filter(wanted::contains)
                        .forEach(supervisor::startNow);
    }

    /**
     * Does {@code verb} to all agents that {@code patterns} mean.
     *
     * @param awaited whether what came of it is told when it is known, rather than what is known at once
     * @return what came of it for each, by name
     * @throws UnknownAgentException if a pattern means none; nothing has been done then
     * @throws ShuttingDownException if everything is being stopped
     */
    Map<String, Future<AgentOutcome>> steer(Verb verb, List<String> patterns, boolean awaited) {
        if (shutdown != null) {
            throw new ShuttingDownException(verb.label());
        }
        Map<String, Future<AgentOutcome>> outcomes = new LinkedHashMap<>();
        for (AgentRecord agent : inOrderFor(verb, Selection.of(patterns, roster.byName()))) {
            outcomes.put(agent.name(), steering.apply(verb, agent, settings.agentStopTimeout()));
        }
        settle();
        if (!awaited) {
            outcomes.replaceAll((name, outcome) -> outcome.isComplete() ? outcome : accepted(roster.get(name)));
        }
        return outcomes;
    }

    /** Restarts {@code name} because of {@code reason}, unless somebody wants it down; whether anything was done. */
    boolean renew(String name, String reason) {
        AgentRecord agent = roster.byName().get(name);
        boolean renewed = shutdown == null && agent != null && !agent.isRemoved() && steering.renew(agent, reason);
        settle();
        return renewed;
    }

    private Future<AgentOutcome> accepted(AgentRecord agent) {
        // Why it stops is either what was just asked for, or over when that is done.
        String reason = agent.state() == LifecycleState.STOPPING ? "" : agent.reason(timers.nanoTime());
        return Future.succeededFuture(
                new AgentOutcome(agent.name(), AgentOutcome.Result.ACCEPTED, agent.state(), reason));
    }

    /** Those who are depended on start first. */
    private Collection<AgentRecord> inOrderFor(Verb verb, Collection<AgentRecord> agents) {
        if (agents.size() == 1 || (verb != Verb.START && verb != Verb.RESTART)) {
            return agents;
        }
        Map<String, AgentRecord> wanted = new LinkedHashMap<>();
        agents.forEach(agent -> wanted.put(agent.name(), agent));
        return new DependencyGraph(agents.stream().map(AgentRecord::spec).toList())
                .startOrder().stream().map(spec -> wanted.get(spec.name())).toList();
    }

    /** Stops everything, dependents before those they depend on; a second call changes nothing. */
    Future<Outcome> stopAll(String reason) {
        if (shutdown == null) {
            roster.tell(EventNames.SHUTDOWN, EventSeverity.INFO, Map.of("reason", reason));
            begun = true;
            beginShutdown();
            settle();
        }
        return outcome.future();
    }

    /** Stops everything because something vital failed. */
    private void fail(String reason) {
        if (shutdown == null) {
            failure = reason;
            roster.tell(EventNames.SHUTDOWN, EventSeverity.ERROR, Map.of("reason", reason));
            beginShutdown();
        }
    }

    private void beginShutdown() {
        List<AgentRecord> running = new ArrayList<>();
        List<AgentRecord> waiting = new ArrayList<>();
        ShuttingDownException refusal = new ShuttingDownException("this");
        for (AgentRecord agent : roster.all()) {
            agent.failWaits(refusal);
            if (agent.state().holdsSlot()) {
                running.add(agent);
            } else if (!agent.isDown()) {
                waiting.add(agent);
            }
        }
        Shutdown stops = new Shutdown(
                running,
                StopTimes.together(settings.agentStopTimeout(), running.stream().map(AgentRecord::spec)),
                timers,
                (agents, window) -> stopper.askWithin(agents, window, "everything is stopped"));
        shutdown = stops;
        roster.noteChange();
        departures.shutDownWith(stops);
        waiting.forEach(agent -> supervisor.cancel(agent, "Baton was stopped before its turn"));
        stops.begin();
    }

    /** How it ends, once it does. */
    Future<Outcome> outcome() {
        return outcome.future();
    }

    /** What is true of single agents. */
    Survey survey() {
        return survey;
    }

    /** How many are in which state, and what holds for all. */
    Census census() {
        return new Census(
                settings,
                roster.all().size(),
                roster.running(),
                roster.count(LifecycleState.WAITING) + roster.count(LifecycleState.QUEUED),
                roster.count(LifecycleState.BACKOFF),
                roster.count(LifecycleState.CRASH_LOOP),
                slots.all(),
                shutdown != null,
                survey.stuck());
    }

    /** Grows with everything that changes what {@link #census()} says; from any thread. */
    long changes() {
        return roster.changes();
    }

    StateEvents stateEvents(String name) {
        return roster.get(name).stateEvents();
    }

    /** Looks at what can't be told: who takes too long to get ready, and who gives no sign of life. */
    void check() {
        watch.late(timers.nanoTime(), settings.agentStartTimeout()).forEach(this::tookTooLong);
        settle();
    }

    private void tookTooLong(Watch.Late late) {
        AgentRecord agent = late.agent();
        roster.tell(agent, EventNames.AGENT_TIMEOUT, EventSeverity.ERROR, Map.of("reason", late.reason()));
        endInFailure(agent, late.reason());
    }

    private void usedTooMuch(AgentRecord agent, Signal.UsedTooMuch excess) {
        String reason = excess.limit() + ": " + excess.reason();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("part", excess.limit());
        data.put("error", excess.reason());
        data.putAll(excess.data());
        roster.tell(agent, EventNames.AGENT_ERROR, EventSeverity.ERROR, data);
        endInFailure(agent, reason);
    }

    private void endInFailure(AgentRecord agent, String reason) {
        agent.verdict(new Ending(TerminationStatus.ERROR, reason));
        stopper.ask(agent, Sequel.BY_POLICY, reason);
    }

    // ---------------------------------------------------------------------------------------------- signals

    private static EventSeverity severity(Signal.Emitted emitted) {
        return emitted.event().equals(EventNames.AGENT_UNHEALTHY) ? EventSeverity.WARN : EventSeverity.INFO;
    }

    /** Takes in what a body says; a body of an earlier start is not listened to. */
    void receive(Signal signal) {
        AgentRecord agent = roster.byName().get(signal.body().name());
        boolean current = agent != null && agent.body() == signal.body();
        if (signal instanceof Signal.Emitted emitted) {
            if (current) {
                roster.tell(agent, emitted.event(), severity(emitted), emitted.data());
            }
            if (emitted.credits() != null) {
                emitted.credits().giveBack();
            }
        } else if (current) {
            if (signal instanceof Signal.PassedGate) {
                watch.startAgain(agent, timers.nanoTime());
            } else if (signal instanceof Signal.Ready) {
                ready(agent);
            } else if (signal instanceof Signal.Paused) {
                steering.paused(agent);
            } else if (signal instanceof Signal.Failed failed) {
                failed(agent, failed);
            } else if (signal instanceof Signal.Unresponsive silent && isAtWork(agent)) {
                tookTooLong(new Watch.Late(agent, silent.reason()));
            } else if (signal instanceof Signal.UsedTooMuch excess && isAtWork(agent)) {
                usedTooMuch(agent, excess);
            } else if (signal instanceof Signal.StillThere stillThere) {
                stopper.stillThere(agent, stillThere.reason(), stillThere.isLate());
            } else if (signal instanceof Signal.Ended over) {
                ended(agent, over);
            }
            settle();
        }
    }

    /** Whether it holds a slot and nobody has asked it to stop, after which only that counts. */
    private static boolean isAtWork(AgentRecord agent) {
        return agent.state().holdsSlot()
                && agent.state() != LifecycleState.STOPPING
                && agent.state() != LifecycleState.STUCK;
    }

    private void ready(AgentRecord agent) {
        if (agent.state() == LifecycleState.STARTING) {
            starter.ready(agent);
        }
    }

    private void failed(AgentRecord agent, Signal.Failed failed) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("part", failed.part());
        data.put("error", failed.message());
        if (failed.type() != null) {
            data.put("type", failed.type());
        }
        roster.tell(agent, EventNames.AGENT_ERROR, EventSeverity.ERROR, data);
    }

    private void ended(AgentRecord agent, Signal.Ended over) {
        Body body = agent.body();
        if (body != null) {
            workDone.add(body.activity());
        }
        slots.giveBack();
        stopper.ended(agent);
        supervisor.lifeEnded(agent, over.ending(), over.facts());
    }

    // ---------------------------------------------------------------------------------------------- settling

    private void settle() {
        launchSome();
        roster.takeAwaitedAndMoved().forEach(agent -> agent.answerWaits(timers.nanoTime()));
        boolean nobodyLeft = begun && isNobodyLeft();
        emptyTold &= nobodyLeft;
        if (nobodyLeft && !emptyTold) {
            emptyTold = true;
            tellEmpty();
        }
        if (nobodyLeft && shutdown != null) {
            outcome.tryComplete(result());
        }
    }

    private void launchSome() {
        for (int i = 0; i < LAUNCHES_IN_ONE_GO; i++) {
            AgentRecord next = slots.take();
            if (next == null) {
                return;
            }
            starter.launch(next);
        }
        if (slots.canTake() && !settlesSoon) {
            settlesSoon = true;
            timers.runSoon(() -> {
                settlesSoon = false;
                settle();
            });
        }
    }

    /** Where the end of the agents ends the run, who waits for somebody that is stopped would keep it from ending for ever. */
    private boolean isNobodyLeft() {
        if (roster.unfinished() == roster.count(LifecycleState.STUCK)) {
            return true;
        }
        boolean onlyWaiting =
                roster.unfinished() == roster.count(LifecycleState.STUCK) + roster.count(LifecycleState.WAITING);
        if (!onlyWaiting || shutdown != null || settings.runMode() != RunMode.STOP_ON_EMPTY) {
            return false;
        }
        roster.all().stream()
                .filter(agent -> agent.state() == LifecycleState.WAITING)
                .forEach(agent -> supervisor.cancel(agent, "nothing is left that could end its " + agent.waitingFor()));
        return true;
    }

    private void tellEmpty() {
        boolean isStuck = roster.count(LifecycleState.STUCK) > 0;
        if (!isStuck) {
            roster.tell(
                    EventNames.ALL_AGENTS_TERMINATED,
                    EventSeverity.INFO,
                    Map.of("agents", roster.all().size()));
        }
        if (shutdown == null && settings.runMode() == RunMode.STOP_ON_EMPTY) {
            roster.tell(
                    EventNames.SHUTDOWN,
                    EventSeverity.INFO,
                    Map.of("reason", isStuck ? "only stuck agents are left" : "every agent has ended"));
            beginShutdown();
        }
    }

    private Outcome result() {
        Map<String, Ending> endings = new LinkedHashMap<>();
        for (AgentRecord agent : roster.all()) {
            Ending ending = agent.ending();
            if (agent.state() == LifecycleState.STUCK) {
                endings.put(agent.name(), new Ending(TerminationStatus.CRITICAL, "it could not be stopped"));
            } else if (ending != null) {
                endings.put(agent.name(), ending);
            }
        }
        return new Outcome(settings.runMode(), endings, survey.stuck(), failure);
    }
}
