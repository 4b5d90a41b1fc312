package dev.baton.cluster.forward;

import dev.baton.cluster.wire.Origin;
import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Commands;
import dev.baton.command.NodeRow;
import dev.baton.command.NodeRow.State;
import dev.baton.lifecycle.AgentPattern;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Which nodes there are and how they are, as a test says; all know the same, and of their agents what is so now. */
final class PlayedNodes {
    private final Map<String, Known> known = new TreeMap<>();
    private final List<Nodes.Listener> listeners = new CopyOnWriteArrayList<>();

    private final LongSupplier nanoTime;

    PlayedNodes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Known(Origin origin, State state, Commands agents, long since) {
        Known as(State now) {
            return new Known(origin, now, agents, since);
        }
    }

    /** It can be reached; a life that was not known has just begun. */
    void up(Origin origin, Commands agents) {
        up(origin, agents, Duration.ZERO);
    }

    /** It can be reached; if that life was not known, it has been there for {@code age}. */
    synchronized void up(Origin origin, Commands agents, Duration age) {
        Known before = known.get(origin.node());
        boolean isKnown = before != null && before.origin().equals(origin);
        long since = isKnown ? before.since() : nanoTime.getAsLong() - age.toNanos();
        known.put(origin.node(), new Known(origin, State.UP, agents, since));
        listeners.forEach(each -> each.up(origin));
    }

    synchronized void unreachable(String node) {
        Known before = known.get(node);
        known.put(node, before.as(State.UNREACHABLE));
        listeners.forEach(each -> each.unreachable(before.origin()));
    }

    synchronized void gone(String node) {
        Known before = known.get(node);
        known.put(node, before.as(State.GONE));
        listeners.forEach(each -> each.gone(before.origin()));
    }

    private synchronized List<Known> all() {
        return List.copyOf(known.values());
    }

    private static Answer.Agents agents(Known node) {
        return node.agents().execute(new Command.Ps(List.of()), Caller.EMBEDDED).result();
    }

    private NodeRow row(Known node, String self) {
        Answer.Agents agents = agents(node);
        return new NodeRow(
                node.origin().node(),
                node.state(),
                node.origin().node().equals(self),
                node.state() == State.UP ? Duration.ZERO : Duration.ofSeconds(12),
                "10.0.0.1:15701",
                "1.2.3",
                Duration.ofNanos(nanoTime.getAsLong() - node.since()),
                agents.agents().size(),
                agents.runningCount(),
                agents.waitingCount(),
                agents.maxWorkers(),
                false,
                Map.of(),
                switch (node.state()) {
                    case UP -> null;
                    case UNREACHABLE -> "nothing was heard from it for 12 s";
                    case GONE -> "it said goodbye 12 s ago";
                },
                null);
    }

    /** As {@code self} sees them. */
    Nodes seenBy(String self) {
        return new Nodes() {
            @Override
            public String self() {
                return self;
            }

            @Override
            public String cluster() {
                return "test";
            }

            @Override
            public List<NodeRow> nodes() {
                return all().stream().map(node -> row(node, self)).toList();
            }

            @Override
            public @Nullable String life(String node) {
                return all().stream()
                        .map(Known::origin)
                        .filter(origin -> origin.node().equals(node))
                        .map(Origin::start)
                        .findFirst()
                        .orElse(null);
            }

            @Override
            public Future<List<AgentRow>> others(List<String> patterns, @Nullable String only) {
                List<AgentPattern> meant =
                        patterns.stream().map(AgentPattern::new).toList();
                List<AgentRow> rows = new ArrayList<>();
                all().stream()
                        .filter(node -> !node.origin().node().equals(self) && node.state() != State.GONE)
                        .filter(node -> only == null || node.origin().node().equals(only))
                        .flatMap(node -> agents(node).agents().stream())
                        .filter(row -> meant.isEmpty()
                                || meant.stream().anyMatch(pattern -> pattern.means(row.name(), row.group())))
                        .forEach(rows::add);
                rows.sort(Comparator.comparing(AgentRow::name).thenComparing(AgentRow::node));
                return Future.succeededFuture(rows);
            }

            @Override
            public Future<Long> settled() {
                return Future.succeededFuture(1L);
            }

            @Override
            public Future<?> reached(Origin node, long version, Duration limit) {
                return Future.succeededFuture();
            }

            @Override
            public Future<Runnable> listen(Listener listener) {
                all().stream().filter(node -> node.state() == State.UP).forEach(node -> listener.up(node.origin()));
                listeners.add(listener);
                return Future.succeededFuture(() -> listeners.remove(listener));
            }
        };
    }
}
