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
import dev.baton.command.NodeRow;
import dev.baton.command.UsageRow;
import dev.baton.control.socket.SocketListener;
import dev.baton.control.socket.SocketServer;
import dev.baton.control.socket.SocketSettings;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.AgentOutcome.Result;
import dev.baton.lifecycle.AgentPattern;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The real command socket with commands behind it that a test plays: agents in whatever states it wants, events when it wants
 * them. For what a real orchestrator does not do on demand.
 */
public final class PlayedBaton implements Commands, AutoCloseable {
    private static final Answer.Capacity CAPACITY = new Answer.Capacity(1, 5000, 1, 1, 1);

    private final Map<String, AgentRow> agents = new LinkedHashMap<>();
    private final List<NodeRow> nodes = new ArrayList<>();
    private final Queue<Command<?>> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Follower<Answer.Events, EventRow>> followers = new ConcurrentLinkedQueue<>();
    private final SocketServer server;
    private long seq;

    private PlayedBaton(Path socket) throws IOException {
        server = SocketServer.open(
                SocketSettings.at(socket), this, InstantSource.system(), System::nanoTime, SocketListener.NONE);
    }

    /** One that answers at {@code socket}. */
    public static PlayedBaton at(Path socket) {
        try {
            return new PlayedBaton(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * From now on it is the node n1 of a cluster, as is n2; n3 hasn't been heard for 12 seconds, and n4 has said goodbye.
     */
    public synchronized PlayedBaton inCluster() {
        nodes.add(node("n1", NodeRow.State.UP, Duration.ZERO, null));
        nodes.add(node("n2", NodeRow.State.UP, Duration.ZERO, null));
        nodes.add(node("n3", NodeRow.State.UNREACHABLE, Duration.ofSeconds(12), "nothing was heard from it for 12 s"));
        nodes.add(node("n4", NodeRow.State.GONE, Duration.ofMinutes(5), "it said goodbye"));
        return this;
    }

    private static NodeRow node(String name, NodeRow.State state, Duration age, @Nullable String missing) {
        boolean isThere = state != NodeRow.State.GONE;
        return new NodeRow(
                name,
                state,
                name.equals("n1"),
                age,
                "10.0.0." + name.substring(1) + ":5701",
                "1.0",
                Duration.ofMinutes(3),
                isThere ? 2 : 0,
                isThere ? 1 : 0,
                0,
                5,
                false,
                Map.of("zone", name.equals("n2") ? "b" : "a"),
                reason(state, age),
                missing);
    }

    private static @Nullable String reason(NodeRow.State state, Duration age) {
        return switch (state) {
            case UP -> null;
            case UNREACHABLE -> "nothing was heard from it for " + age.toSeconds() + " s";
            case GONE -> "it said goodbye " + age.toSeconds() + " s ago";
        };
    }

    /** Those of an answer to which each of them has its part, or for which others need not be asked. */
    private List<NodeRow> whole() {
        return nodes.stream()
                .map(row -> row.missing() == null ? row : row.withMissing(null))
                .toList();
    }

    /** From now on there is this agent, in this state. */
    public synchronized PlayedBaton agent(
            String name, LifecycleState state, @Nullable TerminationStatus status, String reason) {
        return agent("n1", name, state, status, reason);
    }

    /** From now on there is this agent on this node. */
    public synchronized PlayedBaton agent(
            String node, String name, LifecycleState state, @Nullable TerminationStatus status, String reason) {
        agents.put(
                name + ' ' + node,
                new AgentRow(
                        name,
                        "com.acme.Agent",
                        new JsonObject().put("city", "Rome").put("limits", new JsonObject().put("wind", 12.5)),
                        state,
                        status,
                        reason,
                        name.startsWith("in-") ? "ingest" : null,
                        false,
                        node,
                        1,
                        0,
                        state.holdsSlot() ? 4711L : null,
                        state.holdsSlot() ? Duration.ofSeconds(61) : null));
        return this;
    }

    /** From now on it isn't there any more. */
    public synchronized void remove(String node, String name) {
        agents.remove(name + ' ' + node);
    }

    /** Tells those who follow that this has happened. */
    public synchronized void happened(String event, String agent, Map<String, Object> data) {
        happened("n1", EventCategory.AGENT, event, agent, data);
    }

    /** Tells those who follow that this has happened on some node. */
    public synchronized void happened(
            String node, EventCategory category, String event, @Nullable String agent, Map<String, Object> data) {
        seq++;
        Event told =
                new Event(seq, Instant.EPOCH, category, event, agent, EventSeverity.INFO, 1, node, Map.copyOf(data));
        followers.forEach(follower -> follower.next(new EventRow(told, data)));
    }

    /** Tells those who follow that some of it got lost. */
    public void missed(String node, long count) {
        followers.forEach(follower -> follower.missed(node, count));
    }

    /** How many follow. */
    public int following() {
        return followers.size();
    }

    /** What has been asked for so far. */
    public List<Command<?>> asked() {
        return List.copyOf(asked);
    }

    @Override
    @SuppressWarnings("unchecked") // each command with its answer
    public synchronized <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        asked.add(command);
        try {
            return (Future<A>) Future.succeededFuture(answer(command));
        } catch (CommandFailure failure) {
            return Future.failedFuture(failure);
        }
    }

    private Answer answer(Command<?> command) {
        return switch (command.name()) {
            case "ps" -> ps((Command.Ps) command);
            case "status" -> status(command);
            case "dependencies" -> new Answer.Dependencies(Map.of("a", List.of("b", "c")), List.copyOf(nodes));
            case "history" -> history((Command.History) command);
            case "history-stats" ->
                new Answer.EventCounts(Map.of("AGENT_READY", 3L), Map.of("a", 3L), CAPACITY, List.copyOf(nodes));
            case "stats" -> stats();
            case "logs" -> logs((Command.Logs) command);
            case "commands" ->
                new Answer.Catalogue(CommandCatalogue.all().entrySet().stream()
                        .map(each -> new Answer.CatalogueRow(each.getKey(), each.getValue(), true))
                        .toList());
            case "reload" ->
                new Answer.Reloaded(
                        List.of(new Answer.Change("add", "new", "it is new in the config")),
                        List.of("orchestrator.name"),
                        ((Command.Reload) command).dryRun());
            case "shutdown" -> new Answer.ShuttingDown();
            default -> steer((Command.Steer) command);
        };
    }

    private Answer history(Command.History question) {
        if (nodes.isEmpty()) {
            return new Answer.Events(List.of(event("n1")), question, CAPACITY);
        }
        return new Answer.Events(
                List.of(event("n1"), event("n2")),
                question,
                CAPACITY,
                Map.of("n1", CAPACITY, "n2", CAPACITY),
                List.copyOf(nodes));
    }

    private Answer stats() {
        if (nodes.isEmpty()) {
            return new Answer.Usage(List.of(usage("a")), usage("baton"));
        }
        return new Answer.Usage(
                List.of(usage("a").on("n1"), usage("a").on("n2")),
                usage("baton").on("n1"),
                List.of(usage("baton").on("n1"), usage("baton").on("n2")),
                List.copyOf(nodes));
    }

    private Answer.LogLines logs(Command.Logs question) {
        List<LogRow> lines = lines(question.names());
        if (nodes.isEmpty()) {
            return new Answer.LogLines(lines);
        }
        List<LogRow> all = new ArrayList<>();
        lines.forEach(line -> all.addAll(List.of(line.on("n1"), line.on("n2"))));
        return new Answer.LogLines(all, null, List.copyOf(nodes));
    }

    private Answer ps(Command.Ps ps) {
        List<AgentRow> rows = new ArrayList<>(ps.names().isEmpty() ? agents.values() : chosen(ps.names(), null));
        rows.removeIf(row -> ps.node() != null && !ps.node().equals(row.node()));
        int running = (int) agents.values().stream().filter(AgentRow::alive).count();
        int waiting = (int) agents.values().stream().filter(AgentRow::inQueue).count();
        return new Answer.Agents(rows, running, 5, waiting, whole());
    }

    private List<AgentRow> chosen(List<String> names, @Nullable String node) {
        List<AgentRow> rows = new ArrayList<>();
        for (String name : names) {
            AgentPattern pattern = new AgentPattern(name);
            List<AgentRow> found = agents.values().stream()
                    .filter(row -> pattern.means(row.name(), row.group())
                            && (node == null || row.node().equals(node)))
                    .toList();
            if (found.isEmpty()) {
                throw CommandFailure.unknownAgent("there is no agent '" + name + "': ps lists them");
            }
            rows.addAll(found);
        }
        return rows;
    }

    private Answer status(Command<?> command) {
        if (command instanceof Command.AgentStatus status) {
            AgentRow row = chosen(List.of(status.agent()), status.node()).get(0);
            return new Answer.AgentDetail(row, Map.of("b", "ready"), List.of("d"));
        }
        Path socket = Path.of("/tmp/baton.sock");
        Duration uptime = Duration.ofMinutes(3);
        return new Answer.Status(
                agents.size(),
                1,
                5,
                1,
                "DAEMON",
                uptime,
                true,
                socket,
                "1.0",
                "n1",
                "baton",
                false,
                List.of(),
                nodes.isEmpty() ? null : "weather",
                whole());
    }

    private Answer steer(Command.Steer steer) {
        if (steer.names().contains("forbidden")) {
            throw CommandFailure.notAllowed(steer.name() + " is not allowed here: see commands");
        }
        return new Answer.Steered(chosen(steer.names(), steer.node()).stream()
                .map(row -> outcome(row, steer))
                .toList());
    }

    private AgentOutcome outcome(AgentRow row, Command.Steer steer) {
        if (nodes.isEmpty()) {
            return new AgentOutcome(
                    row.name(), steer.awaited() ? result(row) : Result.ACCEPTED, row.state(), row.reason());
        }
        if (!row.node().equals("n3")) {
            return new AgentOutcome(row.name(), result(row), row.state(), row.reason(), row.node());
        }
        if (steer.node() != null) {
            throw CommandFailure.unreachable("OWNER_UNREACHABLE: n3 doesn't answer: try again when it does");
        }
        return new AgentOutcome(row.name(), Result.FAILED, row.state(), "n3 can't be reached", "n3");
    }

    private static Result result(AgentRow row) {
        return switch (row.state()) {
            case QUEUED -> Result.QUEUED;
            case STUCK -> Result.STUCK;
            case CRASH_LOOP -> Result.FAILED;
            case REGISTERED -> Result.REFUSED;
            default -> Result.RUNNING;
        };
    }

    private static UsageRow usage(String name) {
        return new UsageRow(name, 4711L, 2.5, null, null, 8, Duration.ofSeconds(61), 12L, Duration.ofMillis(7));
    }

    private static List<LogRow> lines(List<String> names) {
        return names.stream()
                .map(name -> new LogRow(name, 1, Instant.EPOCH, "log", "INFO", "hello \u001b[31mred"))
                .toList();
    }

    private static EventRow event(String node) {
        Map<String, Object> data = Map.of("reason", "because\u0007");
        return new EventRow(
                new Event(7, Instant.EPOCH, EventCategory.AGENT, "AGENT_READY", "a", EventSeverity.INFO, 1, node, data),
                data);
    }

    @Override
    public Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        asked.add(question);
        follower.present(new Answer.Events(
                List.of(),
                question,
                CAPACITY,
                nodes.isEmpty() ? Map.of() : Map.of("n1", CAPACITY),
                List.copyOf(nodes)));
        followers.add(follower);
        return Future.succeededFuture(() -> followers.remove(follower));
    }

    @Override
    public Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        asked.add(question);
        follower.present(logs(question));
        return Future.succeededFuture(() -> {});
    }

    @Override
    public void close() {
        server.close().await();
    }
}
