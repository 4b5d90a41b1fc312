package dev.baton.cluster.forward;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.NodeRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The agents of the cluster that somebody means: those of this node as they are now, those of others as they are known here. Looks
 * at no more of them than it has to. For any thread.
 */
final class Roster {
    /** Of more patterns than these not each is looked for alone. */
    private static final int MOST_ALONE = 20;

    private final Fan fan;
    private final Places places;
    private final Nodes nodes;

    Roster(Fan fan, Places places, Nodes nodes) {
        this.fan = fan;
        this.places = places;
        this.nodes = nodes;
    }

    /**
     * Agents.
     *
     * @param rows themselves, perhaps more than are meant
     * @param own what this node said last of its own; null if it wasn't asked, or none of its own are meant
     */
    record Found(List<AgentRow> rows, Answer.@Nullable Agents own) {}

    /**
     * The agents that {@code patterns} mean, all if there are none; a pattern may mean none.
     *
     * @param node only of this node, null for all
     */
    Future<Found> find(List<String> patterns, @Nullable String node, Caller caller) {
        Future<List<Answer.Agents>> asked = node == null || places.isSelf(node)
                ? own(patterns.size() > MOST_ALONE ? List.of() : patterns, caller)
                : Future.succeededFuture(List.of());
        return asked.compose(own -> nodes.others(patterns, node).map(others -> found(own, others)));
    }

    /** What {@code patterns} can mean, on {@code node} or, if that is null, on all nodes. */
    Future<Patterns> patterns(List<String> patterns, @Nullable String node, Caller caller) {
        return find(patterns, node, caller)
                .map(found -> new Patterns(
                        found.rows(),
                        node == null ? places.all().stream().map(NodeRow::node).toList() : List.of(node)));
    }

    private static Found found(List<Answer.Agents> own, List<AgentRow> others) {
        Map<String, AgentRow> here = new LinkedHashMap<>();
        own.forEach(some -> some.agents().forEach(row -> here.put(row.name(), row)));
        List<AgentRow> rows = new ArrayList<>(here.values());
        rows.addAll(others);
        return new Found(rows, own.isEmpty() ? null : own.get(own.size() - 1));
    }

    /** Each pattern for itself, as one that means none here may mean some elsewhere. */
    private Future<List<Answer.Agents>> own(List<String> patterns, Caller caller) {
        if (patterns.isEmpty()) {
            return fan.own(new Command.Ps(List.of()), caller).map(List::of);
        }
        List<Future<Optional<Answer.Agents>>> each =
                patterns.stream().map(pattern -> own(pattern, caller)).toList();
        return Future.all(each)
                .map(done -> each.stream()
                        .map(Future::result)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Future<Optional<Answer.Agents>> own(String pattern, Caller caller) {
        return fan.own(new Command.Ps(List.of(pattern)), caller)
                .map(Optional::of)
                .recover(cause ->
                        isUnknown(cause) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(cause));
    }

    /** Whether there is no such agent. */
    static boolean isUnknown(Throwable cause) {
        return cause instanceof CommandFailure failure
                && failure.code() == CommandFailure.unknownAgent("").code();
    }
}
