package dev.baton.testing;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.command.NodeRow;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventSeverity;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The history of several nodes as the first of them answers for it, with everything that goes wrong between nodes at the moment
 * a test wants it to: a node that can't be reached, that begins anew, or some of whose events don't get through. Everything else
 * is answered by {@link ScriptedCommands}. Safe to use from any thread.
 */
public final class ScriptedCluster implements Commands {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.008Z");

    private final String self;
    private final Map<String, ScriptedEvents> nodes = new TreeMap<>();
    private final Set<String> unreachable = new TreeSet<>();
    private final List<Follower<Answer.Events, EventRow>> followers = new CopyOnWriteArrayList<>();
    private final List<Follower<Answer.LogLines, LogRow>> readers = new CopyOnWriteArrayList<>();
    private final List<LogRow> lines = new ArrayList<>();
    private final Map<String, Long> lineNumbers = new HashMap<>();
    private final ScriptedCommands rest;
    private final int capacity;
    private long millis;

    /**
     * A cluster in which nothing has happened.
     *
     * @param rest answers what has no nodes
     * @param capacity how many events each node remembers
     * @param nodes their names, first that of the one that answers
     */
    public ScriptedCluster(ScriptedCommands rest, int capacity, String... nodes) {
        this.rest = rest;
        this.capacity = capacity;
        this.self = nodes[0];
        for (String node : nodes) {
            join(node);
        }
    }

    // ---------------------------------------------------------------------------------------------- the script

    /** A node nobody has heard of. */
    public synchronized void join(String node) {
        nodes.put(node, new ScriptedEvents(capacity));
    }

    /** An agent called {@code about} says something on this node. */
    public synchronized void emit(String node, String about, String what) {
        EventRow row = add(node, about, what);
        if (!unreachable.contains(node)) {
            followers.forEach(follower -> follower.next(row));
        }
    }

    /** The same, {@code count} times, of which nobody elsewhere gets to know. */
    public synchronized void emitUnheard(String node, String about, String what, int count) {
        for (int i = 0; i < count; i++) {
            add(node, about, what);
        }
        followers.forEach(follower -> follower.missed(node, count));
    }

    private EventRow add(String node, String about, String what) {
        millis++;
        ScriptedEvents events = known(node);
        Event event = new Event(
                events.nextSeq(),
                START.plusMillis(millis),
                EventCategory.AGENT,
                what,
                about,
                EventSeverity.INFO,
                1,
                node,
                Map.of());
        events.add(event);
        return new EventRow(event, event.data());
    }

    /** The clock of the nodes is set back. */
    public synchronized void setClockBack(long byMillis) {
        millis -= byMillis;
    }

    /** It remembers nothing and counts from 1 again. */
    public synchronized void restart(String node) {
        known(node).forget();
    }

    /** From now on it doesn't answer, and what happens there is heard by nobody. */
    public synchronized void cutOff(String node) {
        unreachable.add(node);
    }

    /** It can be reached again. */
    public synchronized void mend(String node) {
        unreachable.remove(node);
    }

    /** An agent writes a line. */
    public synchronized void write(String node, String agent, String text) {
        long seq = lineNumbers.merge(node + agent, 1L, Long::sum);
        LogRow line = new LogRow(agent, seq, START, "log", "INFO", text, node);
        lines.add(line);
        readers.forEach(reader -> reader.next(line));
    }

    /** Some lines get lost between the nodes. */
    public synchronized void loseLines(String node) {
        readers.forEach(reader -> reader.missed(node, 0));
    }

    private ScriptedEvents known(String node) {
        ScriptedEvents events = nodes.get(node);
        if (events == null) {
            throw CommandFailure.unknownAgent("there is no node '" + node + "': status lists those there are");
        }
        return events;
    }

    // ---------------------------------------------------------------------------------------------- commands

    @Override
    @SuppressWarnings("unchecked") // each command with its answer
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        try {
            if (command instanceof Command.History question) {
                return (Future<A>) Future.succeededFuture(find(question));
            }
            if (command instanceof Command.Logs question) {
                return (Future<A>) Future.succeededFuture(find(question));
            }
        } catch (CommandFailure failure) {
            return Future.failedFuture(failure);
        }
        return rest.execute(command, caller);
    }

    @Override
    public synchronized Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        follower.present(find(question));
        followers.add(follower);
        return Future.succeededFuture(() -> followers.remove(follower));
    }

    @Override
    public synchronized Future<Following> follow(
            Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        follower.present(find(question));
        readers.add(follower);
        return Future.succeededFuture(() -> readers.remove(follower));
    }

    private synchronized Answer.Events find(Command.History question) {
        if (question.afterSeq() != null && question.node() == null) {
            throw CommandFailure.malformed("after_seq is " + question.afterSeq()
                    + ", but each node numbers its own events: write n1:" + question.afterSeq());
        }
        List<EventRow> found = new ArrayList<>();
        Map<String, Answer.Capacity> capacities = new TreeMap<>();
        Answer.Capacity own = null;
        for (String node : question.node() == null ? nodes.keySet() : Set.of(question.node())) {
            ScriptedEvents events = known(node);
            if (unreachable.contains(node)) {
                continue;
            }
            Answer.Events part = events.find(
                    new Command.History(question.last(), question.agent(), question.type(), question.floor(node)));
            found.addAll(part.events());
            capacities.put(node, part.capacity());
            own = own == null || node.equals(self) ? part.capacity() : own;
        }
        found.sort(Comparator.comparing((EventRow row) -> row.event().timestamp())
                .thenComparing(row -> row.event().node())
                .thenComparing(row -> row.event().seq()));
        int from = Math.max(0, found.size() - question.last());
        return new Answer.Events(
                List.copyOf(found.subList(from, found.size())),
                question,
                own == null ? new Answer.Capacity(0, 0, 0, 0, 0) : own,
                capacities,
                rows(question.node()));
    }

    private synchronized Answer.LogLines find(Command.Logs question) {
        List<LogRow> found = lines.stream()
                .filter(line -> question.names().stream().anyMatch(name -> ScriptedAgents.matches(name, line.agent())))
                .toList();
        int from = Math.max(0, found.size() - question.last());
        return new Answer.LogLines(List.copyOf(found.subList(from, found.size())), null, rows(question.node()));
    }

    private List<NodeRow> rows(@Nullable String only) {
        return nodes.keySet().stream()
                .filter(node -> only == null || only.equals(node))
                .map(this::row)
                .toList();
    }

    private NodeRow row(String node) {
        boolean isUp = !unreachable.contains(node);
        return new NodeRow(
                node,
                isUp ? NodeRow.State.UP : NodeRow.State.UNREACHABLE,
                node.equals(self),
                isUp ? Duration.ZERO : Duration.ofSeconds(12),
                "10.0.0.5:5701",
                "0.1.0",
                Duration.ofHours(1),
                0,
                0,
                0,
                5,
                false,
                Map.of(),
                isUp ? null : "nothing was heard from it for 12 s",
                isUp ? null : "nothing was heard from it for 12 s");
    }
}
