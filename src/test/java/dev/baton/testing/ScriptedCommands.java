package dev.baton.testing;

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
import dev.baton.command.UsageRow;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.LifecycleState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Commands over agents that don't run: they change their state when told, at once. It remembers events and lines, lets them be
 * followed, and keeps callers to their roles, as whoever carries out commands must. Safe to use from any thread.
 */
public final class ScriptedCommands implements Commands {
    /** How many lines are remembered of each agent. */
    public static final int LINES = 100;

    private static final int NOTES = 10_000;
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.008Z");

    private final int capacity;
    private final Map<String, AgentRow> agents = new LinkedHashMap<>();
    private final Deque<EventRow> events = new ArrayDeque<>();
    private final Map<String, Deque<LogRow>> lines = new HashMap<>();
    private final Map<String, Long> lineNumbers = new HashMap<>();
    private final List<Followed<Command.History, EventRow>> eventFollowers = new CopyOnWriteArrayList<>();
    private final List<Followed<Command.Logs, LogRow>> lineFollowers = new CopyOnWriteArrayList<>();
    private final Deque<Command<?>> carriedOut = new ArrayDeque<>();
    private final Deque<Caller> callers = new ArrayDeque<>();
    private long seq;
    private boolean shuttingDown;
    private @Nullable CommandFailure failure;

    /** @param capacity how many events are remembered */
    public ScriptedCommands(int capacity) {
        this.capacity = capacity;
    }

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

    // ---------------------------------------------------------------------------------------------- the script

    /** An agent in {@code state}. */
    public synchronized ScriptedCommands agent(String name, LifecycleState state, boolean vital) {
        agents.put(
                name,
                row(name, state, vital, new JsonObject().put("city", "Zürich").put("apiKey", "***"), ""));
        return this;
    }

    /** An agent with a config and a reason, whatever stands in them. */
    public synchronized ScriptedCommands agent(String name, JsonObject config, String reason) {
        agents.put(name, row(name, LifecycleState.RUNNING, false, config, reason));
        return this;
    }

    /** Something happens to an agent. */
    public void emit(String agent, String name, Map<String, Object> data) {
        publish(EventCategory.AGENT, agent, name, data);
    }

    /** An agent writes a line. */
    public synchronized void write(String agent, String text) {
        long number = lineNumbers.merge(agent, 1L, Long::sum);
        LogRow line = new LogRow(agent, number, TIME, "log", "INFO", text);
        Deque<LogRow> written = lines.computeIfAbsent(agent, key -> new ArrayDeque<>());
        written.add(line);
        if (written.size() > LINES) {
            written.remove();
        }
        for (Followed<Command.Logs, LogRow> each : lineFollowers) {
            if (!each.closed && concerns(each.question, line)) {
                each.follower.next(line);
            }
        }
        lineFollowers.removeIf(each -> each.closed);
    }

    /** From now on every command fails so. */
    public synchronized void failWith(CommandFailure newFailure) {
        failure = newFailure;
    }

    /** Counts from 1 again and remembers nothing, as after a new start. */
    public synchronized void forgetEvents() {
        events.clear();
        seq = 0;
    }

    /** What was carried out lately, in order; what was refused isn't among it. */
    public synchronized List<Command<?>> carriedOut() {
        return List.copyOf(carriedOut);
    }

    /** Who asked lately, in order, also those who were refused. */
    public synchronized List<Caller> callers() {
        return List.copyOf(callers);
    }

    /** How many follow events or lines now. */
    public int followers() {
        return (int) (eventFollowers.stream().filter(each -> !each.closed).count()
                + lineFollowers.stream().filter(each -> !each.closed).count());
    }

    // ---------------------------------------------------------------------------------------------- commands

    @Override
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        note(callers, caller);
        try {
            require(command, caller);
            @SuppressWarnings("unchecked") // each command has its answer
            A answer = (A) answer(command);
            note(carriedOut, command);
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

    private synchronized <T> void note(Deque<T> notes, T note) {
        notes.add(note);
        if (notes.size() > NOTES) {
            notes.remove();
        }
    }

    private synchronized void require(Command<?> command, Caller caller) {
        if (!caller.role().reaches(command.needs())) {
            throw CommandFailure.notAllowed(
                    "the role " + caller.role() + " may not " + command.name() + ": ask " + command.needs());
        }
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized Answer answer(Command<?> command) {
        if (command instanceof Command.Ps ps) {
            return ps(ps);
        } else if (command instanceof Command.Steer steer) {
            return steer(steer);
        } else if (command instanceof Command.Status) {
            return status();
        } else if (command instanceof Command.AgentStatus one) {
            return new Answer.AgentDetail(known(one.agent()), Map.of("db", "ready"), List.of("api"));
        } else if (command instanceof Command.Dependencies) {
            return new Answer.Dependencies(Map.of("collector", List.of("db")));
        } else if (command instanceof Command.History question) {
            return history(question);
        } else if (command instanceof Command.HistoryStats) {
            return new Answer.EventCounts(Map.of("AGENT_READY", seq), Map.of("collector", seq), fill());
        } else if (command instanceof Command.Stats) {
            return usage();
        } else if (command instanceof Command.Logs question) {
            return logs(question);
        } else if (command instanceof Command.ListCommands) {
            return new Answer.Catalogue(CommandCatalogue.all().entrySet().stream()
                    .map(each -> new Answer.CatalogueRow(each.getKey(), each.getValue(), true))
                    .toList());
        } else if (command instanceof Command.Reload reload) {
            return new Answer.Reloaded(
                    List.of(new Answer.Change("add", "new", "it is new")),
                    List.of("orchestrator.name"),
                    reload.dryRun());
        }
        shuttingDown = true;
        return new Answer.ShuttingDown();
    }

    private Answer.Agents ps(Command.Ps ps) {
        ps.names().forEach(this::matching);
        List<AgentRow> asked = agents.values().stream()
                .filter(row -> ps.names().isEmpty() || ps.names().stream().anyMatch(name -> matches(name, row.name())))
                .toList();
        return new Answer.Agents(asked, agents.size(), 5, 0);
    }

    private Answer.Steered steer(Command.Steer steer) {
        List<AgentOutcome> outcomes = new ArrayList<>();
        for (String name : steer.names()) {
            for (String each : matching(name)) {
                outcomes.add(new AgentOutcome(
                        each,
                        steer.awaited() ? AgentOutcome.Result.RUNNING : AgentOutcome.Result.ACCEPTED,
                        LifecycleState.RUNNING,
                        ""));
                publish(EventCategory.AGENT, each, EventNames.AGENT_STARTED, Map.of());
            }
        }
        return new Answer.Steered(outcomes);
    }

    private Answer.Status status() {
        return new Answer.Status(
                agents.size(),
                agents.size(),
                5,
                0,
                "DAEMON",
                Duration.ofMillis(61_250),
                true,
                Path.of("/tmp/baton.sock"),
                "0.1.0",
                "n1",
                "baton",
                shuttingDown,
                List.of());
    }

    private static Answer.Usage usage() {
        UsageRow thread = new UsageRow("collector", 1L, 12.5, null, null, 1, Duration.ofMillis(5), 9L, null);
        return new Answer.Usage(
                List.of(thread), new UsageRow("baton", 1L, 250.0, 64.25, 1.5, 20, Duration.ofSeconds(2), null, null));
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
        List<LogRow> found = new ArrayList<>();
        for (String name : question.names()) {
            matching(name).forEach(each -> found.addAll(lines.getOrDefault(each, new ArrayDeque<>())));
        }
        found.removeIf(line -> !concerns(question, line));
        int from = Math.max(0, found.size() - question.last());
        return new Answer.LogLines(List.copyOf(found.subList(from, found.size())));
    }

    private Answer.Capacity fill() {
        long oldest = events.isEmpty() ? 0 : events.peekFirst().event().seq();
        return new Answer.Capacity(events.size(), capacity, oldest, seq, seq);
    }

    private synchronized void publish(
            EventCategory category, @Nullable String agent, String name, Map<String, Object> data) {
        seq++;
        EventRow row =
                new EventRow(new Event(seq, TIME, category, name, agent, EventSeverity.INFO, 1, "n1", data), data);
        events.add(row);
        if (events.size() > capacity) {
            events.remove();
        }
        for (Followed<Command.History, EventRow> each : eventFollowers) {
            if (!each.closed && concerns(each.question, row)) {
                each.follower.next(row);
            }
        }
        eventFollowers.removeIf(each -> each.closed);
    }

    private List<String> matching(String name) {
        List<String> found =
                agents.keySet().stream().filter(agent -> matches(name, agent)).toList();
        if (found.isEmpty()) {
            throw CommandFailure.unknownAgent("there is no agent '" + name + "': \"ps\" lists them");
        }
        return found;
    }

    private AgentRow known(String name) {
        AgentRow row = agents.get(name);
        if (row == null) {
            throw CommandFailure.unknownAgent("there is no agent '" + name + "': \"ps\" lists them");
        }
        return row;
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    private static boolean concerns(Command.History question, EventRow row) {
        return (question.agent() == null || question.agent().equals(row.event().agent()))
                && (question.type() == null
                        || question.type().equals(row.event().name()));
    }

    private static boolean concerns(Command.Logs question, LogRow line) {
        return question.names().stream().anyMatch(name -> matches(name, line.agent()))
                && (question.grep() == null || line.text().contains(question.grep()));
    }

    private static AgentRow row(String name, LifecycleState state, boolean vital, JsonObject config, String reason) {
        return new AgentRow(
                name,
                "com.acme.Agent",
                config,
                state,
                null,
                reason,
                "ingest",
                vital,
                "n1",
                1,
                0,
                state.holdsSlot() ? 4711L : null,
                state.holdsSlot() ? Duration.ofMillis(1_500) : null);
    }
}
