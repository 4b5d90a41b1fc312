package dev.baton.orchestrator;

import dev.baton.agent.AgentHooks;
import dev.baton.agent.AgentLogger;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.PluginSpec;
import dev.baton.event.EventBusChannel;
import dev.baton.event.EventNames;
import dev.baton.event.EventPublisher;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.Verb;
import dev.baton.runtime.AgentRuntime;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Mailbox;
import dev.baton.runtime.PluginChain;
import dev.baton.runtime.Signal;
import dev.baton.settings.Findings;
import dev.baton.settings.InvalidSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An orchestrator: deploy it and its agents start, undeploy it and they stop. Everything it decides is decided on its
 * event loop; its methods can be called from any thread and answer with futures.
 */
public final class OrchestratorVerticle extends VerticleBase {
    private static final Duration CPU_INTEREST = Duration.ofMinutes(1);

    private final OrchestratorSettings settings;
    private final Fleet fleet;
    private final List<PluginSpec> pluginSpecs;
    private final ClassLoader loader;
    private final Ports ports;
    private final Map<String, Gates> gates = new ConcurrentHashMap<>();
    private final Promise<Outcome> outcome = Promise.promise();
    private @Nullable EventPublisher events;
    private @Nullable AgentRuntime runtime;
    private @Nullable PluginChain plugins;
    private final StandingSelections selections = new StandingSelections();
    private long usageAskedAt;
    private StopMemory memory = StopMemory.untilTheEnd();
    private volatile @Nullable CommandEvents commandEvents;
    private volatile @Nullable Orchestration state;
    private volatile @Nullable Counted counted;

    /** A census, and up to which change it counts. */
    private record Counted(Census census, long changes) {}

    /**
     * An orchestrator that isn't deployed yet.
     *
     * @param fleet the agents and their groups
     * @param plugins its own, initialised before the first agent starts
     * @param agentGates gates that somebody holds already, by agent; the other agents get open ones
     * @param loader what agent classes are loaded with
     * @throws InvalidSettings if names are not unique, or the dependencies can't be met
     */
    public OrchestratorVerticle(
            OrchestratorSettings settings,
            Fleet fleet,
            Collection<PluginSpec> plugins,
            Map<String, Gates> agentGates,
            ClassLoader loader,
            Ports ports) {
        this.settings = settings;
        this.fleet = fleet;
        this.pluginSpecs = List.copyOf(plugins);
        this.loader = loader;
        this.ports = ports;
        requireSound(fleet, settings);
        fleet.agents().forEach(agent -> gates.put(agent.name(), agentGates.getOrDefault(agent.name(), new Gates())));
    }

    private void requireSound(Fleet wanted, OrchestratorSettings itsSettings) {
        Findings findings = new Findings();
        Set<String> names = new HashSet<>();
        for (AgentSpec agent : wanted.agents()) {
            if (!names.add(agent.name())) {
                findings.error(
                        "agents." + agent.name(),
                        "there are two agents called '" + agent.name() + "': give one of them another name");
            }
        }
        new DependencyGraph(wanted.agents())
                .validate(findings, itsSettings.maxWorkers(), spec -> AgentHooks.runsUntilStopped(spec, loader));
        if (!findings.all().isEmpty()) {
            throw new InvalidSettings(findings.all());
        }
    }

    /** Starts the plugins, then the agents. Completes when they have begun to start. */
    @Override
    public Future<?> start() {
        Orchestration created = assemble();
        return initializePlugins()
                .compose(ignored -> recall())
                .onFailure(ignored -> closeRuntime())
                .map(ignored -> {
                    state = created;
                    created.outcome().onComplete(outcome);
                    created.register(fleet, gates);
                    created.begin(memory.stopped());
                    long check = Math.max(1, settings.checkInterval().toMillis());
                    vertx.setPeriodic(check, ignoredTimer -> check(created));
                    return null;
                });
    }

    private Orchestration assemble() {
        EventPublisher publisher =
                new EventPublisher(EventBusChannel.of(vertx, settings.name())::publish, ports.clock(), ports.node());
        AgentRuntime made = new AgentRuntime(
                settings.name(),
                vertx,
                context,
                ports.clock(),
                ports.nanoTime(),
                loader,
                settings.validationPolicy(),
                poolSize(),
                ports.processes());
        Mailbox<Signal> mailbox = new Mailbox<>(context, signal -> {
            Orchestration present = state;
            if (present != null) {
                present.receive(signal);
            }
        });
        events = publisher;
        runtime = made;
        commandEvents =
                new CommandEvents(publisher, task -> context.runOnContext(ignored -> task.run()), new LoopTimers());
        return new Orchestration(
                settings,
                publisher,
                (spec, incarnation, agentGates) -> made.create(spec, incarnation, agentGates, mailbox),
                new LoopTimers(),
                poolSize(),
                ports.random());
    }

    /** Where large pools cost nothing there are enough threads for any {@code maxWorkers} that a reload may bring. */
    private int poolSize() {
        return ports.growingPools() ? OrchestratorSettings.MOST_WORKERS : settings.maxWorkers();
    }

    private Future<Void> initializePlugins() {
        if (pluginSpecs.isEmpty()) {
            return Future.succeededFuture();
        }
        AgentLogger logger = AgentLogger.named(settings.name());
        PluginChain chain = new PluginChain(settings.name(), logger, vertx, pluginSpecs, List.of());
        plugins = chain;
        return vertx.executeBlocking(chain::initialize).compose(failures -> {
            if (failures.isEmpty()) {
                return Future.succeededFuture();
            }
            tell(failures);
            String message = failures.get(0).message();
            return finishPlugins().compose(ignored -> Future.failedFuture(new IllegalStateException(message)));
        });
    }

    /** Reads which agents operators had stopped before Baton was started anew. */
    private Future<Void> recall() {
        Path path = settings.stateFile();
        if (path == null) {
            return Future.succeededFuture();
        }
        StateFile file = new StateFile(path, ports.clock());
        return vertx.executeBlocking(file::read).map(content -> {
            memory = StopMemory.in(file, content.stopped(), vertx);
            EventPublisher publisher = events;
            if (content.finding() != null && publisher != null) {
                publisher.orchestrator(
                        EventNames.AGENT_ERROR,
                        EventSeverity.WARN,
                        Map.of("part", "state file", "error", content.finding()));
            }
            return null;
        });
    }

    private void tell(List<PluginChain.Failure> failures) {
        EventPublisher publisher = events;
        if (publisher != null) {
            failures.forEach(failure -> publisher.orchestrator(
                    EventNames.AGENT_ERROR,
                    EventSeverity.ERROR,
                    Map.of("part", "plugin " + failure.plugin(), "error", failure.message())));
        }
    }

    /** Stops all agents, then the plugins. */
    @Override
    public Future<?> stop() {
        publishCommands();
        return stopAgents("the orchestrator is undeployed")
                .otherwiseEmpty()
                .compose(ignored -> finishPlugins())
                .compose(ignored -> closeRuntime());
    }

    private Future<Void> closeRuntime() {
        AgentRuntime present = runtime;
        return present == null ? Future.succeededFuture() : present.close();
    }

    private Future<Void> finishPlugins() {
        PluginChain chain = plugins;
        if (chain == null) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(chain::finish).map(failures -> {
            tell(failures);
            return null;
        });
    }

    /** Stops all agents, dependents first; completes with how everything ended. More calls change nothing. */
    public Future<Outcome> stopAgents(String reason) {
        return onLoop(present -> present.stopAll(reason));
    }

    /** Completes when everything has ended, by itself or because it was stopped. */
    public Future<Outcome> outcome() {
        return outcome.future();
    }

    /** What is true of all agents now, in the order of registration. */
    public Future<List<AgentSnapshot>> snapshot() {
        return snapshot(List.of());
    }

    /**
     * What is true now of the agents that {@code patterns} mean: names, globs or groups ({@code group:ingest}); of all if
     * there are none. Fails with {@link UnknownAgentException} if one of them means none.
     */
    public Future<List<AgentSnapshot>> snapshot(List<String> patterns) {
        return onLoop(present -> Future.succeededFuture(present.survey().snapshot(patterns)));
    }

    /**
     * Tells {@code names} of the agents that {@code patterns} mean, see {@link #snapshot(List)}: of those there are before this
     * completes, and of each that a reload adds, or has in another group, before it is started. Some may be told again.
     *
     * @param mayMeanNone whether a pattern may mean none as yet; else this fails with {@link UnknownAgentException} then
     * @param names is called on the event loop, so it must return at once, and must not throw
     * @return what ends it, on any thread
     */
    public Future<Runnable> select(List<String> patterns, boolean mayMeanNone, Consumer<Set<String>> names) {
        return onLoop(present -> {
            List<AgentSpec> agents = mayMeanNone
                    ? present.survey().specs()
                    : present.survey().snapshot(patterns).stream()
                            .map(AgentSnapshot::spec)
                            .toList();
            Runnable end = selections.add(patterns, agents, names);
            return Future.succeededFuture(() -> onLoop(later -> {
                end.run();
                return Future.succeededFuture();
            }));
        });
    }

    /** What is true of the whole now. Known at once, on any thread, as long as nothing has changed since it was last asked. */
    public Future<Census> census() {
        Counted last = counted;
        Orchestration known = state;
        if (last != null && known != null && last.changes() == known.changes()) {
            return Future.succeededFuture(last.census());
        }
        return onLoop(present -> {
            Census census = present.census();
            counted = new Counted(census, present.changes());
            return Future.succeededFuture(census);
        });
    }

    /** Completes when the event loop has come to it; what can be known without a turn on the loop says nothing about that. */
    public Future<Void> respond() {
        return onLoop(present -> Future.succeededFuture());
    }

    /** What agents have done since the start, by kind. */
    public Future<List<KindOfWork>> workDone() {
        return onLoop(present -> Future.succeededFuture(present.survey().workDone()));
    }

    /** What the running agents have used; CPU time is measured from the first question until nobody has asked for a minute. */
    public Future<List<AgentUsage>> usage() {
        return onLoop(present -> {
            AgentRuntime measuring = runtime;
            if (measuring != null) {
                measuring.measureCpu(true);
                usageAskedAt = ports.nanoTime().getAsLong();
            }
            return Future.succeededFuture(present.survey().usage());
        });
    }

    private void check(Orchestration present) {
        present.check();
        AgentRuntime measuring = runtime;
        if (measuring != null && ports.nanoTime().getAsLong() - usageAskedAt > CPU_INTEREST.toNanos()) {
            measuring.measureCpu(false);
        }
    }

    /** Who depends on the agent called {@code name}. Fails with {@link UnknownAgentException} if there is none. */
    public Future<List<String>> dependents(String name) {
        return onLoop(present -> Future.succeededFuture(present.survey().dependents(name)));
    }

    /**
     * Does {@code verb} to all agents that {@code patterns} mean, see {@link #snapshot(List)}.
     *
     * @param awaited whether to complete when the outcome is known for all of them, rather than at once
     * @return what came of it, one for each agent. Fails, with nothing done, with {@link UnknownAgentException} if a pattern
     *     means none, and with {@link ShuttingDownException}
     */
    public Future<List<AgentOutcome>> steer(Verb verb, List<String> patterns, boolean awaited) {
        return onLoop(present -> {
            List<Future<AgentOutcome>> outcomes = new ArrayList<>();
            present.steer(verb, patterns, awaited).forEach((name, outcome) -> {
                Future<Void> remembered = remember(verb, name);
                outcomes.add(outcome.compose(
                        known -> remembered.map(known).otherwise(trouble -> forgotten(known, trouble))));
            });
            return Future.all(outcomes).map(done -> done.<AgentOutcome>list());
        });
    }

    /**
     * Restarts an agent, or starts one that has ended, for a cause that isn't an operator; one that an operator has stopped stays
     * down.
     *
     * @param reason the end of its present life is told to have had it
     * @return whether anything was done: not if it is down on purpose, is starting or stopping anyway, or isn't there
     */
    public Future<Boolean> renew(String agent, String reason) {
        return onLoop(present -> Future.succeededFuture(present.renew(agent, reason)));
    }

    private Future<Void> remember(Verb verb, String name) {
        return switch (verb) {
            case STOP -> memory.stopped(name);
            case START, RESTART -> memory.started(name);
            case PAUSE, RESUME -> Future.succeededFuture();
        };
    }

    private static AgentOutcome forgotten(AgentOutcome known, Throwable trouble) {
        String reason = known.reason().isEmpty() ? "" : known.reason() + "; ";
        return new AgentOutcome(
                known.agent(),
                known.result(),
                known.state(),
                reason + "but Baton will have forgotten it at its next start: " + trouble.getMessage());
    }

    /**
     * Comes from the agents and settings there are to others by doing no more than needed.
     *
     * @param codeChanged whether the classes of an agent, whose terms are as before, are other ones now
     * @param dryRun whether to only say what would be done
     * @return what was done, or would be; fails with {@link InvalidSettings} if the dependencies can't be met and with
     *     {@link ShuttingDownException}, nothing being done then
     */
    public Future<ReloadPlan> reload(
            Fleet wanted, OrchestratorSettings newSettings, Predicate<AgentSpec> codeChanged, boolean dryRun) {
        return onLoop(present -> {
            requireSound(wanted, newSettings);
            ReloadPlan plan = present.planReload(wanted, newSettings, codeChanged);
            if (!dryRun) {
                wanted.agents().forEach(spec -> gates.computeIfAbsent(spec.name(), name -> new Gates()));
                selections.come(plan.steps().stream()
                        .map(ReloadPlan.Step::spec)
                        .filter(Objects::nonNull)
                        .toList());
                present.reload(plan, wanted, gates);
                plan.steps().stream()
                        .filter(step -> step.action() == ReloadPlan.Action.REMOVE)
                        .forEach(step -> memory.started(step.agent()));
            }
            return Future.succeededFuture(plan);
        });
    }

    /**
     * Publishes what came of a command, within a few milliseconds and in order with all other events. Nothing happens when
     * this isn't deployed.
     *
     * @param data not to be changed any more
     */
    public void commandExecuted(EventSeverity severity, Map<String, Object> data) {
        CommandEvents present = commandEvents;
        if (present != null && state != null) {
            present.add(severity, data);
        }
    }

    /** Completes when all is published that {@link #commandExecuted} was called with before. */
    public Future<Void> commandsPublished() {
        return onLoop(present -> {
            publishCommands();
            return Future.succeededFuture();
        });
    }

    private void publishCommands() {
        CommandEvents present = commandEvents;
        if (present != null) {
            present.publish();
        }
    }

    /**
     * Publishes a fact about the whole, soon, and in order with all other events. Nothing happens when this isn't deployed.
     *
     * @param data not to be changed any more
     */
    public void tell(String event, EventSeverity severity, Map<String, Object> data) {
        publishSoon(publisher -> publisher.orchestrator(event, severity, data));
    }

    /** As {@link #tell}, of the nodes of the cluster. */
    public void tellOfCluster(String event, EventSeverity severity, Map<String, Object> data) {
        publishSoon(publisher -> publisher.cluster(event, severity, data));
    }

    private void publishSoon(Consumer<EventPublisher> what) {
        EventPublisher publisher = events;
        if (publisher == null || state == null) {
            return;
        }
        try {
            context.runOnContext(ignored -> what.accept(publisher));
        } catch (RejectedExecutionException closed) {
            // Nobody is left to be told.
        }
    }

    /** As {@link #tell}, of an agent. */
    public void tellOf(String agent, String event, EventSeverity severity, Map<String, Object> data) {
        EventPublisher publisher = events;
        Orchestration present = state;
        if (publisher == null || present == null) {
            return;
        }
        try {
            context.runOnContext(
                    ignored -> publisher.agent(agent, event, present.survey().incarnationOf(agent), severity, data));
        } catch (RejectedExecutionException closed) {
            // Nobody is left to be told.
        }
    }

    /**
     * One agent.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public AgentHandle agent(String name) {
        Gates its = gates.get(name);
        if (its == null) {
            throw new IllegalArgumentException("there is no agent '" + name + "': known are " + gates.keySet());
        }
        return new AgentHandle(name, its, this);
    }

    /** Runs {@code question} on the loop; fails if the orchestrator isn't deployed. */
    <T> Future<T> onLoop(Function<Orchestration, Future<T>> question) {
        if (state == null) {
            return Future.failedFuture(new IllegalStateException("the orchestrator has not been started"));
        }
        Promise<T> answer = Promise.promise();
        try {
            context.runOnContext(ignored -> answer(question, answer));
        } catch (RejectedExecutionException closed) {
            return Future.failedFuture(new IllegalStateException("this orchestrator has ended", closed));
        }
        return answer.future();
    }

    private <T> void answer(Function<Orchestration, Future<T>> question, Promise<T> answer) {
        try {
            question.apply(Objects.requireNonNull(state)).onComplete(answer);
        } catch (RuntimeException e) {
            answer.fail(e);
        }
    }

    private final class LoopTimers implements Timers {
        @Override
        public Runnable runLater(Duration delay, Runnable task) {
            long timer = vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> task.run());
            return () -> vertx.cancelTimer(timer);
        }

        @Override
        public void runSoon(Runnable task) {
            context.runOnContext(ignored -> task.run());
        }

        @Override
        public long nanoTime() {
            return ports.nanoTime().getAsLong();
        }
    }
}
