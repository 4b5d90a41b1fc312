package dev.baton.control.dashboard;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandCatalogue;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.command.Role;
import dev.baton.command.UsageRow;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.lifecycle.Verb;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Agents that a test moves, behind the commands that the page asks. Safe to use from any thread. */
final class Stage implements Commands {
    private static final int CAPACITY = 5_000;
    private static final int LINES = 1_000;
    private static final Set<String> OPERATORS = Set.of("start", "stop", "restart", "pause", "resume");
    private static final Set<String> ADMINS = Set.of("reload", "shutdown");

    private final Map<String, AgentRow> agents = new LinkedHashMap<>();
    private final Map<String, Instant> runningSince = new HashMap<>();
    private final Map<String, List<String>> dependencies = new TreeMap<>();
    private final Map<String, UsageRow> usage = new HashMap<>();
    private final Deque<EventRow> events = new ArrayDeque<>();
    private final Map<String, Deque<LogRow>> lines = new HashMap<>();
    private final List<Followed<Command.History, EventRow>> eventFollowers = new CopyOnWriteArrayList<>();
    private final List<Followed<Command.Logs, LogRow>> lineFollowers = new CopyOnWriteArrayList<>();
    private final List<Command<?>> asked = new CopyOnWriteArrayList<>();
    private Instant now = Instant.now();
    private long seq;
    private long lineSeq;
    private @Nullable CommandFailure logTrouble;

    private static final class Followed<Q, N> implements Following {
        private final Q question;
        private final Follower<?, N> follower;
        private volatile boolean closed;

        Followed(Q question, Follower<?, N> follower) {
            this.question = question;
            this.follower = follower;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    // ---------------------------------------------------------------------------------------------- the play

    /** From now on it is {@code time}, for what is told of the past. */
    synchronized Stage at(Instant time) {
        now = time.truncatedTo(ChronoUnit.MILLIS);
        return this;
    }

    /** An agent that is known. */
    synchronized Stage agent(String name, String className, @Nullable String group, String... dependsOn) {
        JsonObject config = new JsonObject()
                .put("executionInterval", "10s")
                .put("apiKey", "***")
                .put("city", "Zürich");
        agents.put(
                name,
                new AgentRow(
                        name,
                        className,
                        config,
                        LifecycleState.REGISTERED,
                        null,
                        "",
                        group,
                        false,
                        "n1",
                        0,
                        0,
                        null,
                        null));
        if (dependsOn.length > 0) {
            dependencies.put(name, List.of(dependsOn));
        }
        tell(name, EventNames.AGENT_REGISTERED, EventSeverity.INFO, Map.of("class_name", className));
        return this;
    }

    /** As many agents that run, without a word in the history. */
    synchronized Stage crowd(int count) {
        for (int i = 0; i < count; i++) {
            String name = "agent-%05d".formatted(i);
            agents.put(
                    name,
                    new AgentRow(
                            name,
                            "com.acme.Crowd",
                            new JsonObject().put("number", i),
                            i % 50 == 7 ? LifecycleState.QUEUED : LifecycleState.RUNNING,
                            null,
                            i % 50 == 7 ? "no free worker slot" : "",
                            "group-" + i % 7,
                            false,
                            "n1",
                            1,
                            i % 11 == 0 ? i % 5 : 0,
                            1L,
                            Duration.ofSeconds(1_000L + i)));
        }
        return this;
    }

    synchronized Stage runs(String name) {
        starts(name);
        runningSince.put(name, now);
        move(name, LifecycleState.RUNNING, null, "", 0);
        tell(name, EventNames.AGENT_READY, EventSeverity.INFO, Map.of());
        return this;
    }

    synchronized Stage starts(String name) {
        move(name, LifecycleState.STARTING, null, "", 1);
        runningSince.put(name, now);
        tell(name, EventNames.AGENT_STARTED, EventSeverity.INFO, Map.of());
        return this;
    }

    synchronized Stage waits(String name, LifecycleState state, String reason) {
        move(name, state, null, reason, 0);
        tell(name, EventNames.AGENT_QUEUED, EventSeverity.INFO, Map.of("reason", reason));
        return this;
    }

    synchronized Stage ends(String name, TerminationStatus status, String reason) {
        move(name, LifecycleState.TERMINATED, status, reason, 0);
        EventSeverity severity = status == TerminationStatus.SUCCESS ? EventSeverity.INFO : EventSeverity.ERROR;
        tell(name, EventNames.AGENT_TERMINATED, severity, Map.of("status", status.name(), "reason", reason));
        return this;
    }

    /** It fails, and is to be tried again. */
    synchronized Stage crashes(String name, String error) {
        tell(name, EventNames.AGENT_ERROR, EventSeverity.ERROR, Map.of("part", "cycle", "error", error));
        move(name, LifecycleState.BACKOFF, null, error, 0);
        tell(
                name,
                EventNames.AGENT_BACKOFF,
                EventSeverity.WARN,
                Map.of("delay_ms", 2_000, "restart", 1, "error", error));
        return this;
    }

    /** It has been tried again, and runs. */
    synchronized Stage comesBack(String name) {
        AgentRow row = known(name);
        put(
                row,
                row.state(),
                row.terminationStatus(),
                row.reason(),
                row.incarnation(),
                row.restarts() + 1,
                row.vital());
        return runs(name);
    }

    synchronized Stage givesUp(String name, String reason) {
        move(name, LifecycleState.CRASH_LOOP, TerminationStatus.ERROR, reason, 0);
        tell(name, EventNames.AGENT_CRASH_LOOP, EventSeverity.ERROR, Map.of("reason", reason));
        return this;
    }

    synchronized Stage pauses(String name) {
        move(name, LifecycleState.PAUSED, null, "paused by ada", 0);
        tell(name, EventNames.AGENT_PAUSED, EventSeverity.INFO, Map.of());
        return this;
    }

    synchronized Stage isVital(String name) {
        AgentRow row = known(name);
        put(row, row.state(), row.terminationStatus(), row.reason(), row.incarnation(), row.restarts(), true);
        return this;
    }

    synchronized Stage restarted(String name, long times) {
        AgentRow row = known(name);
        put(row, row.state(), row.terminationStatus(), row.reason(), row.incarnation(), times, row.vital());
        return this;
    }

    synchronized Stage uses(String name, double cpu, @Nullable Double memory, long cycles, double cycleMillis) {
        Duration cycle = cycles == 0 ? null : Duration.ofNanos((long) (cycleMillis * 1_000_000));
        usage.put(
                name,
                new UsageRow(
                        name,
                        memory == null ? 1L : 2L,
                        cpu,
                        memory,
                        null,
                        1,
                        null,
                        cycles == 0 ? null : cycles,
                        cycle));
        return this;
    }

    synchronized Stage tell(String name, String what, EventSeverity severity, Map<String, Object> data) {
        publish(EventCategory.AGENT, name, what, severity, data);
        return this;
    }

    synchronized Stage writes(String name, String level, String text) {
        LogRow line = new LogRow(name, ++lineSeq, now, "log", level, text);
        Deque<LogRow> known = lines.computeIfAbsent(name, key -> new ArrayDeque<>());
        known.add(line);
        if (known.size() > LINES) {
            known.remove();
        }
        for (Followed<Command.Logs, LogRow> each : lineFollowers) {
            if (!each.closed && each.question.names().contains(name)) {
                each.follower.next(line);
            }
        }
        return this;
    }

    /** From now on nobody is told lines, for this reason; null to tell them again. */
    synchronized Stage refusesLogs(@Nullable CommandFailure trouble) {
        logTrouble = trouble;
        return this;
    }

    /** What was asked, in order. */
    List<Command<?>> asked() {
        return List.copyOf(asked);
    }

    /** How often the agents were asked for. */
    long questionsForAgents() {
        return asked.stream().filter(Command.Ps.class::isInstance).count();
    }

    LifecycleState stateOf(String name) {
        return known(name).state();
    }

    private void move(
            String name, LifecycleState state, @Nullable TerminationStatus status, String reason, int starts) {
        AgentRow row = known(name);
        put(row, state, status, reason, row.incarnation() + starts, row.restarts(), row.vital());
    }

    private void put(
            AgentRow row,
            LifecycleState state,
            @Nullable TerminationStatus status,
            String reason,
            long incarnation,
            long restarts,
            boolean vital) {
        agents.put(
                row.name(),
                new AgentRow(
                        row.name(),
                        row.className(),
                        row.config(),
                        state,
                        status,
                        reason,
                        row.group(),
                        vital,
                        row.node(),
                        incarnation,
                        restarts,
                        state.holdsSlot() ? 4711L : null,
                        null));
    }

    private synchronized AgentRow known(String name) {
        AgentRow row = agents.get(name);
        if (row == null) {
            throw CommandFailure.unknownAgent("there is no agent '" + name + "': \"ps\" lists them");
        }
        return row;
    }

    private void publish(
            EventCategory category,
            @Nullable String about,
            String what,
            EventSeverity severity,
            Map<String, Object> data) {
        long incarnation =
                about == null || !agents.containsKey(about) ? 0 : known(about).incarnation();
        Event event = new Event(++seq, now, category, what, about, severity, incarnation, "n1", data);
        EventRow row = new EventRow(event, data);
        events.add(row);
        if (events.size() > CAPACITY) {
            events.remove();
        }
        for (Followed<Command.History, EventRow> each : eventFollowers) {
            if (!each.closed && concerns(each.question, row)) {
                each.follower.next(row);
            }
        }
    }

    // ---------------------------------------------------------------------------------------------- commands

    @Override
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        try {
            if (!caller.role().reaches(command.needs())) {
                throw CommandFailure.notAllowed(
                        "the role " + caller.role() + " may not " + command.name() + ": ask " + command.needs());
            }
            asked.add(command);
            @SuppressWarnings("unchecked") // each command has its answer
            A answer = (A) answer(command, caller);
            return Future.succeededFuture(answer);
        } catch (CommandFailure refused) {
            return Future.failedFuture(refused);
        }
    }

    @Override
    public synchronized Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        Followed<Command.History, EventRow> followed = new Followed<>(question, follower);
        follower.present(history(question));
        eventFollowers.add(followed);
        return Future.succeededFuture(followed);
    }

    @Override
    public synchronized Future<Following> follow(
            Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        Followed<Command.Logs, LogRow> followed = new Followed<>(question, follower);
        follower.present(logs(question));
        lineFollowers.add(followed);
        return Future.succeededFuture(followed);
    }

    private synchronized Answer answer(Command<?> command, Caller caller) {
        if (command instanceof Command.Ps ps) {
            return ps(ps);
        } else if (command instanceof Command.Steer steer) {
            return steer(steer);
        } else if (command instanceof Command.Status) {
            return new Answer.Status(
                    agents.size(),
                    holding(),
                    20,
                    waiting(),
                    "DAEMON",
                    Duration.ofSeconds(93_784),
                    true,
                    Path.of("/tmp/baton.sock"),
                    "0.1.0",
                    "n1",
                    "weather",
                    false,
                    List.of());
        } else if (command instanceof Command.AgentStatus one) {
            return detail(one.agent());
        } else if (command instanceof Command.Dependencies) {
            return new Answer.Dependencies(Map.copyOf(dependencies));
        } else if (command instanceof Command.History question) {
            return history(question);
        } else if (command instanceof Command.HistoryStats) {
            return counts();
        } else if (command instanceof Command.Stats) {
            return new Answer.Usage(
                    List.copyOf(usage.values()),
                    new UsageRow("weather", 1L, 38.5, 212.0, 1.3, 24, Duration.ofSeconds(93_784), null, null));
        } else if (command instanceof Command.Logs question) {
            return logs(question);
        } else if (command instanceof Command.ListCommands) {
            return catalogue(caller.role());
        } else if (command instanceof Command.Reload reload) {
            return new Answer.Reloaded(
                    List.of(new Answer.Change("restart", "collector", "config.city has changed")),
                    List.of(),
                    reload.dryRun());
        }
        return new Answer.ShuttingDown();
    }

    private static Answer.Catalogue catalogue(Role role) {
        return new Answer.Catalogue(CommandCatalogue.all().entrySet().stream()
                .map(each ->
                        new Answer.CatalogueRow(each.getKey(), each.getValue(), role.reaches(roleFor(each.getKey()))))
                .toList());
    }

    private static Role roleFor(String command) {
        return ADMINS.contains(command) ? Role.ADMIN : OPERATORS.contains(command) ? Role.OPERATOR : Role.VIEWER;
    }

    private Answer.Agents ps(Command.Ps ps) {
        List<AgentRow> rows = ps.names().isEmpty()
                ? agents.values().stream().map(this::withUptime).toList()
                : ps.names().stream().map(name -> withUptime(known(name))).toList();
        return new Answer.Agents(rows, holding(), 20, waiting());
    }

    private AgentRow withUptime(AgentRow row) {
        Instant since = runningSince.get(row.name());
        if (since == null || !row.state().holdsSlot()) {
            return row;
        }
        return new AgentRow(
                row.name(),
                row.className(),
                row.config(),
                row.state(),
                row.terminationStatus(),
                row.reason(),
                row.group(),
                row.vital(),
                row.node(),
                row.incarnation(),
                row.restarts(),
                row.pid(),
                Duration.between(since, Instant.now()));
    }

    private int holding() {
        return (int)
                agents.values().stream().filter(row -> row.state().holdsSlot()).count();
    }

    private int waiting() {
        return (int) agents.values().stream()
                .filter(row -> row.state() == LifecycleState.QUEUED || row.state() == LifecycleState.WAITING)
                .count();
    }

    private Answer.AgentDetail detail(String name) {
        Map<String, String> needed = new LinkedHashMap<>();
        dependencies.getOrDefault(name, List.of()).forEach(each -> needed.put(each, "ready"));
        List<String> dependents = dependencies.entrySet().stream()
                .filter(each -> each.getValue().contains(name))
                .map(Map.Entry::getKey)
                .toList();
        return new Answer.AgentDetail(withUptime(known(name)), needed, dependents);
    }

    private Answer.Steered steer(Command.Steer steer) {
        List<AgentOutcome> outcomes = new ArrayList<>();
        for (String name : steer.names()) {
            known(name);
            play(steer.verb(), name);
            AgentRow row = known(name);
            AgentOutcome.Result result = !steer.awaited()
                    ? AgentOutcome.Result.ACCEPTED
                    : row.state() == LifecycleState.TERMINATED
                            ? AgentOutcome.Result.ENDED
                            : row.state() == LifecycleState.PAUSED
                                    ? AgentOutcome.Result.PAUSED
                                    : AgentOutcome.Result.RUNNING;
            outcomes.add(new AgentOutcome(name, result, row.state(), row.reason()));
        }
        return new Answer.Steered(outcomes);
    }

    private void play(Verb verb, String name) {
        now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        switch (verb) {
            case START, RESTART -> runs(name);
            case STOP -> ends(name, TerminationStatus.SUCCESS, "stopped by an operator");
            case PAUSE -> pauses(name);
            case RESUME -> {
                move(name, LifecycleState.RUNNING, null, "", 0);
                tell(name, EventNames.AGENT_RESUMED, EventSeverity.INFO, Map.of());
            }
        }
    }

    private Answer.Events history(Command.History question) {
        List<EventRow> found = events.stream()
                .filter(row -> concerns(question, row)
                        && (question.afterSeq() == null || row.event().seq() > question.afterSeq()))
                .toList();
        int from = Math.max(0, found.size() - question.last());
        return new Answer.Events(found.subList(from, found.size()), question, fill());
    }

    private Answer.LogLines logs(Command.Logs question) {
        if (logTrouble != null) {
            throw logTrouble;
        }
        List<LogRow> found = new ArrayList<>();
        for (String name : question.names()) {
            known(name);
            found.addAll(lines.getOrDefault(name, new ArrayDeque<>()));
        }
        int from = Math.max(0, found.size() - question.last());
        return new Answer.LogLines(List.copyOf(found.subList(from, found.size())));
    }

    private Answer.EventCounts counts() {
        Map<String, Long> byType = new TreeMap<>();
        events.forEach(row -> byType.merge(row.event().name(), 1L, Long::sum));
        return new Answer.EventCounts(byType, Map.of(), fill());
    }

    private Answer.Capacity fill() {
        long oldest = events.isEmpty() ? 0 : events.element().event().seq();
        return new Answer.Capacity(events.size(), CAPACITY, oldest, seq, seq);
    }

    private static boolean concerns(Command.History question, EventRow row) {
        return (question.agent() == null || question.agent().equals(row.event().agent()))
                && (question.type() == null
                        || question.type().equals(row.event().name()));
    }
}
