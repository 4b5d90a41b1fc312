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
import dev.baton.control.socket.SocketListener;
import dev.baton.control.socket.SocketServer;
import dev.baton.control.socket.SocketSettings;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.AgentOutcome.Result;
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

    /** From now on there is this agent, in this state. */
    public synchronized PlayedBaton agent(
            String name, LifecycleState state, @Nullable TerminationStatus status, String reason) {
        agents.put(
                name,
                new AgentRow(
                        name,
                        "com.acme.Agent",
                        new JsonObject().put("city", "Rome"),
                        state,
                        status,
                        reason,
                        name.startsWith("in-") ? "ingest" : null,
                        false,
                        "n1",
                        1,
                        0,
                        state.holdsSlot() ? 4711L : null,
                        state.holdsSlot() ? Duration.ofSeconds(61) : null));
        return this;
    }

    /** Tells those who follow that this has happened. */
    public synchronized void happened(String event, String agent, Map<String, Object> data) {
        seq++;
        Event told = new Event(
                seq, Instant.EPOCH, EventCategory.AGENT, event, agent, EventSeverity.INFO, 1, "n1", Map.copyOf(data));
        followers.forEach(follower -> follower.next(new EventRow(told, data)));
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
            case "ps" -> ps(((Command.Ps) command).names());
            case "status" -> status(command);
            case "dependencies" -> new Answer.Dependencies(Map.of("a", List.of("b", "c")));
            case "history" -> new Answer.Events(List.of(event()), (Command.History) command, CAPACITY);
            case "history-stats" -> new Answer.EventCounts(Map.of("AGENT_READY", 3L), Map.of("a", 3L), CAPACITY);
            case "stats" -> new Answer.Usage(List.of(usage("a")), usage("baton"));
            case "logs" -> new Answer.LogLines(lines(((Command.Logs) command).names()));
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

    private Answer ps(List<String> names) {
        List<AgentRow> rows = names.isEmpty() ? List.copyOf(agents.values()) : chosen(names);
        int running = (int) agents.values().stream().filter(AgentRow::alive).count();
        int waiting = (int) agents.values().stream().filter(AgentRow::inQueue).count();
        return new Answer.Agents(rows, running, 5, waiting);
    }

    private List<AgentRow> chosen(List<String> names) {
        List<AgentRow> rows = new ArrayList<>();
        for (String name : names) {
            AgentRow row = agents.get(name);
            if (row == null) {
                throw CommandFailure.unknownAgent("there is no agent '" + name + "': ps lists them");
            }
            rows.add(row);
        }
        return rows;
    }

    private Answer status(Command<?> command) {
        if (command instanceof Command.AgentStatus status) {
            AgentRow row = chosen(List.of(status.agent())).get(0);
            return new Answer.AgentDetail(row, Map.of("b", "ready"), List.of("d"));
        }
        Path socket = Path.of("/tmp/baton.sock");
        Duration uptime = Duration.ofMinutes(3);
        return new Answer.Status(
                agents.size(), 1, 5, 1, "DAEMON", uptime, true, socket, "1.0", "n1", "baton", false, List.of());
    }

    private Answer steer(Command.Steer steer) {
        if (steer.names().contains("forbidden")) {
            throw CommandFailure.notAllowed(steer.name() + " is not allowed here: see commands");
        }
        List<AgentOutcome> outcomes = chosen(steer.names()).stream()
                .map(row -> new AgentOutcome(
                        row.name(), steer.awaited() ? result(row) : Result.ACCEPTED, row.state(), row.reason()))
                .toList();
        return new Answer.Steered(outcomes);
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

    private static EventRow event() {
        Map<String, Object> data = Map.of("reason", "because\u0007");
        return new EventRow(
                new Event(7, Instant.EPOCH, EventCategory.AGENT, "AGENT_READY", "a", EventSeverity.INFO, 1, "n1", data),
                data);
    }

    @Override
    public Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        asked.add(question);
        follower.present(new Answer.Events(List.of(), question, CAPACITY));
        followers.add(follower);
        return Future.succeededFuture(() -> followers.remove(follower));
    }

    @Override
    public Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        asked.add(question);
        follower.present(new Answer.LogLines(lines(question.names())));
        return Future.succeededFuture(() -> {});
    }

    @Override
    public void close() {
        server.close().await();
    }
}
