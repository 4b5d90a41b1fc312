package dev.baton.launcher;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentClass;
import dev.baton.agent.AgentHooks;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.agent.PluginSpec;
import dev.baton.agent.Supervision;
import dev.baton.cli.Version;
import dev.baton.command.Answer;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.PassingCommands;
import dev.baton.control.dispatch.BookLogs;
import dev.baton.control.dispatch.Dispatch;
import dev.baton.control.dispatch.Facilities;
import dev.baton.control.dispatch.LocalCommands;
import dev.baton.control.dispatch.UsageMeter;
import dev.baton.event.Event;
import dev.baton.event.EventBusChannel;
import dev.baton.event.EventCallbacks;
import dev.baton.history.History;
import dev.baton.history.HistorySettings;
import dev.baton.logging.LogBook;
import dev.baton.logging.LogReader;
import dev.baton.logging.Outputs;
import dev.baton.orchestrator.AgentHandle;
import dev.baton.orchestrator.AgentSnapshot;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.orchestrator.DependencyGraph;
import dev.baton.orchestrator.Fleet;
import dev.baton.orchestrator.GroupSettings;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.orchestrator.OrchestratorVerticle;
import dev.baton.orchestrator.Outcome;
import dev.baton.orchestrator.Ports;
import dev.baton.runtime.Gates;
import dev.baton.runtime.program.Output;
import dev.baton.runtime.tree.Keeping;
import dev.baton.runtime.tree.ProcessTable;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import dev.baton.settings.InvalidSettings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Baton inside an application: register agents, say who depends on whom, start, and wait for the end.
 *
 * <pre>{@code
 * Orchestrator baton = Orchestrator.create()
 *         .registerAgent("db", Database.class)
 *         .registerAgent("api", Api.class, new JsonObject().put("port", 8080))
 *         .addDependency("api", "db")
 *         .onEvent(event -> System.out.println(event.name()));
 * baton.start().compose(started -> baton.join()).onSuccess(outcome -> ...);
 * }</pre>
 *
 * <p>{@link #create()} makes a Vert.x of its own, closed when all has ended; {@link #on(Vertx)} uses the caller's, on which
 * it can also be deployed as a verticle: deploying starts the agents, undeploying stops them. Registration belongs to one
 * thread and ends with the start; everything else may be called from any thread.
 */
public final class Orchestrator implements Deployable {
    private static final String MADE_BY_CODE = "(made by code)";
    private static final Duration LISTENERS_PATIENCE = Duration.ofSeconds(5);

    private final @Nullable Vertx given;
    private final Map<String, AgentSpec> agents = new LinkedHashMap<>();
    private final Map<String, GroupSettings> groups = new LinkedHashMap<>();
    private final List<PluginSpec> plugins = new ArrayList<>();
    private final Map<String, Gates> gates = new LinkedHashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Promise<Outcome> joined = Promise.promise();
    private OrchestratorSettings settings = OrchestratorSettings.DEFAULT;
    private boolean eventLog;
    private @Nullable LogBook logBook;
    private @Nullable Outputs outputs;
    private @Nullable Function<Boolean, Future<Answer.Reloaded>> reload;
    private ClassLoader loader = Orchestrator.class.getClassLoader();
    private boolean ownProcesses = true;
    private Ports ports = RealPorts.of(System.getenv());
    private volatile @Nullable Parts parts;
    private volatile boolean leaving;

    /** Who wants to be called for what; a null name means everything. */
    private record Subscription(@Nullable String event, Consumer<Event> listener) {}

    /** What there is once it is deployed. */
    private record Parts(
            Vertx vertx,
            String deployment,
            OrchestratorVerticle orchestrator,
            History history,
            EventCallbacks callbacks,
            LocalCommands local,
            Commands commands) {}

    private Orchestrator(@Nullable Vertx given) {
        this.given = given;
    }

    /** An orchestrator with a Vert.x of its own. */
    public static Orchestrator create() {
        return new Orchestrator(null).withGrowingPools();
    }

    /** An orchestrator on the caller's Vert.x, which it doesn't close. Its worker pools are then the caller's kind. */
    public static Orchestrator on(Vertx vertx) {
        return new Orchestrator(vertx);
    }

    // ---------------------------------------------------------------------------------------------- before the start

    /** Other settings than the defaults. */
    public Orchestrator withSettings(OrchestratorSettings newSettings) {
        settings = newSettings;
        return this;
    }

    /**
     * Other settings than the defaults, with the keys of a config file's {@code orchestrator} section.
     *
     * @throws InvalidSettings with every unknown, ill-typed or refused key
     */
    public Orchestrator withSettings(JsonObject newSettings) {
        return withSettings(RecordMapper.map(newSettings, OrchestratorSettings.class));
    }

    /** What agent classes that are given by name are loaded with. */
    public Orchestrator withClassLoader(ClassLoader newLoader) {
        loader = newLoader;
        return this;
    }

    /** Another clock than the machine's, and another name for this node. */
    public Orchestrator withPorts(Ports newPorts) {
        ports = newPorts;
        ownProcesses = false;
        return this;
    }

    /** The Vert.x is one that {@link BatonVertx} made. */
    Orchestrator withGrowingPools() {
        ports = ports.withGrowingPools();
        return this;
    }

    /** It is the node of this name in a cluster. */
    Orchestrator withNode(String name) {
        ports = ports.withNode(name);
        return this;
    }

    /** Writes a line in the log (SLF4J, logger {@code baton}) for what happens to the agents. */
    public Orchestrator withEventLog() {
        eventLog = true;
        return this;
    }

    /** Where the lines of agents are kept, for operators to read. */
    Orchestrator withLogBook(LogBook book) {
        logBook = book;
        return this;
    }

    /** Where the streams of agents' processes go. */
    Orchestrator withOutputs(Outputs newOutputs) {
        outputs = newOutputs;
        return this;
    }

    /** How the config is read again; told whether to only say what would be done. */
    Orchestrator withReload(Function<Boolean, Future<Answer.Reloaded>> newReload) {
        reload = newReload;
        return this;
    }

    /** A plugin of the orchestrator's own. */
    public Orchestrator withPlugin(PluginSpec plugin) {
        plugins.add(plugin);
        return this;
    }

    /**
     * How the agent called {@code name} is looked after.
     *
     * @throws IllegalArgumentException if it isn't registered
     */
    public Orchestrator supervise(String name, Supervision supervision) {
        requireNotStarted("supervise");
        if (agents.computeIfPresent(name, (same, spec) -> spec.withSupervision(supervision)) == null) {
            throw new IllegalArgumentException("there is no agent '" + name + "': register it first");
        }
        return this;
    }

    /** How the agents of the group called {@code name} are restarted; an agent's supervision says which group it is in. */
    public Orchestrator withGroup(String name, GroupSettings group) {
        requireNotStarted("withGroup");
        groups.put(name, group);
        return this;
    }

    /** An agent of {@code type} without config. */
    public Orchestrator registerAgent(String name, Class<? extends Agent> type) {
        return registerAgent(AgentSpec.of(name, AgentClass.of(type)));
    }

    /** An agent of {@code type} with {@code config}, which is copied. */
    public Orchestrator registerAgent(String name, Class<? extends Agent> type, JsonObject config) {
        return registerAgent(AgentSpec.of(name, AgentClass.of(type)).withConfig(config));
    }

    /** An agent made by {@code factory}, anew for each start. */
    public Orchestrator registerAgent(String name, Supplier<? extends Agent> factory) {
        return registerAgent(AgentSpec.of(name, MADE_BY_CODE, factory));
    }

    /**
     * An agent.
     *
     * @throws IllegalArgumentException if its name is taken
     */
    public Orchestrator registerAgent(AgentSpec spec) {
        requireNotStarted("registerAgent");
        if (agents.putIfAbsent(spec.name(), spec) != null) {
            throw new IllegalArgumentException(
                    "there is an agent called '" + spec.name() + "' already: give this one another name");
        }
        return this;
    }

    /** Lets {@code dependent} start only when {@code dependency} is ready. */
    public Orchestrator addDependency(String dependent, String dependency) {
        return addDependency(dependent, dependency, Condition.READY);
    }

    /**
     * Lets {@code dependent} start only when {@code dependency} has come as far as {@code condition} says. The dependency
     * may be registered later.
     *
     * @throws IllegalArgumentException if {@code dependent} isn't registered
     */
    public Orchestrator addDependency(String dependent, String dependency, Condition condition) {
        requireNotStarted("addDependency");
        if (agents.computeIfPresent(dependent, (name, spec) -> spec.dependingOn(dependency, condition)) == null) {
            throw new IllegalArgumentException("there is no agent '" + dependent + "': register it first");
        }
        return this;
    }

    /**
     * The gates that an agent passes before {@code setup()} and {@code execute()}; closed before the start they hold up its
     * first start already.
     *
     * @throws IllegalArgumentException if it isn't registered
     */
    public Gates gates(String name) {
        if (!agents.containsKey(name)) {
            throw new IllegalArgumentException("there is no agent '" + name + "': register it first");
        }
        return gates.computeIfAbsent(name, ignored -> new Gates());
    }

    /** What is wrong with the dependencies: unknown names, cycles, chains that need more workers than there are. */
    public List<Finding> validateDependencies() {
        Findings findings = new Findings();
        new DependencyGraph(agents.values())
                .validate(findings, settings.maxWorkers(), spec -> AgentHooks.runsUntilStopped(spec, loader));
        return findings.all();
    }

    /** What is wrong with the dependencies and with every agent's config. Makes agents to ask them, but starts none. */
    public List<Finding> validate() {
        Findings findings = new Findings();
        agents.values().forEach(spec -> AgentHooks.check(spec, loader, findings.at("agents." + spec.name())));
        List<Finding> all = new ArrayList<>(findings.all());
        all.addAll(validateDependencies());
        return all;
    }

    /** Calls {@code listener} with every event, off the event loop and apart from all other listeners. */
    public Orchestrator onEvent(Consumer<Event> listener) {
        return subscribe(null, listener);
    }

    /** Calls {@code listener} with every event called {@code name}, off the event loop and apart from all others. */
    public Orchestrator onEvent(String name, Consumer<Event> listener) {
        return subscribe(name, listener);
    }

    private Orchestrator subscribe(@Nullable String name, Consumer<Event> listener) {
        Parts present = parts;
        if (present == null) {
            subscriptions.add(new Subscription(name, listener));
        } else if (name == null) {
            present.callbacks().onEvent(listener);
        } else {
            present.callbacks().onEvent(name, listener);
        }
        return this;
    }

    // ---------------------------------------------------------------------------------------------- running

    /**
     * Starts the agents, in order.
     *
     * @return completed when they have begun to start; fails with {@link InvalidSettings} if the dependencies can't be met
     */
    public Future<Void> start() {
        Vertx vertx = given == null ? BatonVertx.create() : given;
        // A promise of no context: one of a Vert.x that is closed by then would never be heard of.
        Promise<Void> started = Promise.promise();
        vertx.deployVerticle(this)
                .onSuccess(deployed -> started.complete())
                .onFailure(failure -> closeOwn(vertx).onComplete(closed -> started.fail(failure)));
        return started.future();
    }

    /** Stops all agents, dependents before those they depend on, and completes with how everything ended. */
    public Future<Outcome> stop() {
        return stop("stop() was called");
    }

    Future<Outcome> stop(String reason) {
        Parts present = parts;
        if (present == null) {
            return Future.failedFuture(new IllegalStateException("there is nothing to stop: start() it first"));
        }
        present.orchestrator().stopAgents(reason);
        return join();
    }

    /**
     * Completes with how everything ended, once it has, all listeners have been told and everything is released. Agents that
     * are stuck keep their threads.
     */
    public Future<Outcome> join() {
        return joined.future();
    }

    /** What operators may ask for: the same commands as over the socket. Refused until it is started. */
    public Commands commands() {
        return whenStarted(Parts::commands);
    }

    /** The commands of this process alone, neither refused nor recorded; unavailable until it is started. */
    Commands unrecordedCommands() {
        return whenStarted(Parts::local);
    }

    /** The same for one node of a cluster, see {@link LocalCommands#amongOthers}. */
    Commands commandsOfNode() {
        return whenStarted(present -> present.local().amongOthers());
    }

    private Commands whenStarted(Function<Parts, Commands> which) {
        return new PassingCommands(
                () -> {
                    Parts present = parts;
                    return present == null ? null : which.apply(present);
                },
                () -> CommandFailure.unavailable("Baton is starting: try again in a moment"));
    }

    /** Has what is carried out by {@code inner} refused and recorded as this orchestrator's own commands are. */
    Commands recorded(Commands inner) {
        return Dispatch.around(
                inner,
                allowedCommands(),
                entry -> {
                    OrchestratorVerticle present = verticleIfStarted();
                    if (present != null) {
                        present.commandExecuted(entry.severity(), entry.data());
                    }
                },
                ports.nanoTime());
    }

    private AllowedCommands allowedCommands() {
        return settings.allowedCommands() == null ? AllowedCommands.all() : settings.allowedCommands();
    }

    /** The verticle inside, once it is started. */
    OrchestratorVerticle verticle() {
        return requireStarted().orchestrator();
    }

    /** The verticle inside, null before the start. */
    @Nullable
    OrchestratorVerticle verticleIfStarted() {
        Parts present = parts;
        return present == null ? null : present.orchestrator();
    }

    /** Events that listeners have missed because they were too slow. */
    long droppedEvents() {
        Parts present = parts;
        return present == null ? 0 : present.callbacks().dropped();
    }

    /** What it takes from the machine it runs on. */
    Ports ports() {
        return ports;
    }

    /** One agent, to wait for its life's events, to hold it up, to stop it; once it is started. */
    public AgentHandle agent(String name) {
        return requireStarted().orchestrator().agent(name);
    }

    /** What is true of all agents now. */
    public Future<List<AgentSnapshot>> snapshot() {
        return requireStarted().orchestrator().snapshot();
    }

    /** The events so far; once it is started. */
    public History history() {
        return requireStarted().history();
    }

    // ---------------------------------------------------------------------------------------------- as a verticle

    /** Brings up, on one event loop: listeners, history, then the agents. Not to be called but by Vert.x. */
    @Override
    public Future<?> deploy(Context context) throws Exception {
        requireNotStarted("start");
        Vertx vertx = context.owner();
        EventBusChannel channel = EventBusChannel.of(vertx, settings.name());
        EventCallbacks callbacks = new EventCallbacks(vertx, channel, LISTENERS_PATIENCE);
        for (Subscription each : subscriptions) {
            if (each.event() == null) {
                callbacks.onEvent(each.listener());
            } else {
                callbacks.onEvent(each.event(), each.listener());
            }
        }
        History history =
                new History(channel, new HistorySettings(settings.historyMaxEvents(), settings.historyPayloadBytes()));
        OrchestratorVerticle orchestrator = new OrchestratorVerticle(
                settings, new Fleet(agents.values(), groups), plugins, gates, loader, portsWithProcesses());
        orchestrator.outcome().onSuccess(outcome -> release(outcome));
        LocalCommands local = localCommands(vertx, orchestrator, history);
        parts = new Parts(vertx, context.deploymentID(), orchestrator, history, callbacks, local, recorded(local));
        // On the same loop: an event is remembered before the next batch is published, so nothing piles up in between.
        history.deploy(context);
        callbacks.open();
        if (eventLog) {
            channel.subscribe(EventLines::log);
        }
        return orchestrator.deploy(context).onFailure(failure -> {
            joined.tryFail(failure);
            callbacks.close();
        });
    }

    private Ports portsWithProcesses() {
        Outputs used = outputs;
        if (used == null && !ownProcesses) {
            return ports;
        }
        Output.Streams streams = used == null ? ProcessesOfAgents.NO_OUTPUTS : new StreamsOfAgents(used);
        Keeping keeping = StateFolders.keeping(settings, System.getenv());
        return ports.withProcesses(
                (name, loop, classes, policy) -> ProcessesOfAgents.on(loop, classes, policy, keeping, streams));
    }

    private LocalCommands localCommands(Vertx vertx, OrchestratorVerticle orchestrator, History history) {
        UsageMeter meter = new UsageMeter(orchestrator, vertx, settings.name(), ports.nanoTime(), ProcessTable::usage);
        Facilities few = Facilities.few(
                Version.ofBaton(), ports.node(), ProcessHandle.current().pid(), ports.nanoTime());
        Facilities facilities = few.withUsage(meter::measure)
                .withLogs(
                        logBook == null
                                ? few.logs()
                                : new BookLogs(new LogReader(logBook, outputs), vertx, ports.clock()))
                .withReload(reload == null ? few.reload() : reload);
        return new LocalCommands(orchestrator, history, allowedCommands(), facilities);
    }

    /** Stops the agents, then what serves them. Not to be called but by Vert.x. */
    @Override
    public Future<?> undeploy(Context context) throws Exception {
        leaving = true;
        Parts present = requireStarted();
        return present.orchestrator()
                .undeploy(context)
                .eventually(() -> present.callbacks().close())
                .eventually(() -> undeploy(present.history(), context));
    }

    private static Future<?> undeploy(History history, Context context) {
        try {
            return history.undeploy(context);
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    /** All agents have ended: undeploys what is left, closes a Vert.x of its own, then tells those who wait. */
    private void release(Outcome outcome) {
        Parts present = requireStarted();
        Vertx vertx = present.vertx();
        if (!outcome.stuck().isEmpty()) {
            // A stuck thread would hold up an orderly close for ever; whoever owns the process decides.
            present.callbacks().close().onComplete(closed -> joined.complete(outcome));
            return;
        }
        // Not chained with eventually(): that would answer on the event loop of the Vert.x that has been closed.
        undeployWhenKnown(vertx, present.deployment())
                .onComplete(undeployed -> closeOwn(vertx).onComplete(closed -> joined.tryComplete(outcome)));
    }

    /**
     * Vert.x notes a verticle as deployed a moment after its deployment; agents that do next to nothing may have ended before.
     * Undeployed too early, this verticle would stay deployed for ever.
     */
    private Future<Void> undeployWhenKnown(Vertx vertx, String deployment) {
        if (leaving || vertx.deploymentIDs().contains(deployment)) {
            return vertx.undeploy(deployment);
        }
        return vertx.timer(1, TimeUnit.MILLISECONDS).compose(later -> undeployWhenKnown(vertx, deployment));
    }

    private Future<Void> closeOwn(Vertx vertx) {
        return given == null ? vertx.close() : Future.succeededFuture();
    }

    private void requireNotStarted(String method) {
        if (parts != null) {
            throw new IllegalStateException(method + "() comes too late: this orchestrator has been started");
        }
    }

    private Parts requireStarted() {
        Parts present = parts;
        if (present == null) {
            throw new IllegalStateException("this orchestrator has not been started: call start() first");
        }
        return present;
    }
}
