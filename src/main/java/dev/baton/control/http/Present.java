package dev.baton.control.http;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.EventRow;
import dev.baton.command.NodeRow;
import dev.baton.protocol.Positions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of events begins with. In a cluster there is a numbering for each node, else one, whose source has no name.
 *
 * @param answer the events
 * @param resumed after which ones the client goes on
 * @param anew the sources that count anew since then: who goes on after a number that doesn't exist yet has it from an earlier
 *     Baton, and is told everything of this one
 */
record Present(Answer.Events answer, After resumed, Set<String> anew) {
    /** How many events a stream begins with at most. */
    static final int MOST = 10_000;

    private static final String TOO_MANY = "a stream begins with " + MOST + " events at most: ask /api/events for them";

    static Present of(Answer.Events answer, After resumed) {
        boolean isOfOther =
                answer.capacities().isEmpty() && !resumed.positions().isEmpty();
        After after = isOfOther ? new After(answer.filters().afterSeq(), Map.of()) : resumed;
        Set<String> anew = capacities(answer).entrySet().stream()
                .filter(each -> isBeyond(after.of(each.getKey()), each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return new Present(answer, after, anew);
    }

    private static boolean isBeyond(@Nullable Long number, Answer.Capacity capacity) {
        return number != null && number > capacity.newestSeq();
    }

    private static Map<String, Answer.Capacity> capacities(Answer.Events answer) {
        return answer.capacities().isEmpty() ? Map.of("", answer.capacity()) : new TreeMap<>(answer.capacities());
    }

    private boolean isOfCluster() {
        return !answer.capacities().isEmpty();
    }

    /** The question for everything of those that count anew, and for what follows of the others. */
    Command.History again(Command.History question) {
        Map<String, Long> after = new HashMap<>(question.after());
        after.keySet().removeAll(anew);
        return new Command.History(MOST, question.agent(), question.type(), null, after, question.node());
    }

    List<Row> rows() {
        return answer.events().stream().map(this::row).toList();
    }

    private Row row(EventRow event) {
        return isOfCluster() ? Row.ofNode(event) : Row.of(event);
    }

    /** The numbers of the newest events of those who have answered. */
    Map<String, Long> newest() {
        Map<String, Long> newest = new TreeMap<>();
        capacities(answer).forEach((source, capacity) -> newest.put(source, capacity.newestSeq()));
        return newest;
    }

    /** How far the client has come when it has been told all of this. */
    Map<String, Long> told() {
        Map<String, Long> told = newest();
        for (NodeRow node : answer.nodes()) {
            Long before = resumed.of(node.node());
            if (before != null && isOfCluster()) {
                told.putIfAbsent(node.node(), before);
            }
        }
        unknown().forEach(node -> told.put(node, resumed.positions().get(node)));
        return told;
    }

    /** The nodes whose events can't be told now; who said goodbye has no more of them. */
    private List<String> missing() {
        Stream<String> unreachable =
                lacking().filter(node -> node.state() != NodeRow.State.GONE).map(NodeRow::node);
        return Stream.concat(unreachable, unknown()).toList();
    }

    /** The nodes of which the client may miss some that it had been told of before. */
    List<String> doubtful() {
        Stream<String> unreachable = lacking().map(NodeRow::node).filter(node -> resumed.of(node) != null);
        return Stream.concat(unreachable, unknown()).toList();
    }

    /** The nodes that the client was told of elsewhere or before, and that nobody here has heard of yet. */
    private Stream<String> unknown() {
        if (!isOfCluster() || answer.filters().node() != null) {
            return Stream.empty();
        }
        Set<String> known = answer.nodes().stream().map(NodeRow::node).collect(Collectors.toSet());
        return resumed.positions().keySet().stream()
                .filter(node -> !known.contains(node) && !answer.capacities().containsKey(node))
                .sorted();
    }

    private Stream<NodeRow> lacking() {
        return answer.nodes().stream()
                .filter(node -> node.missing() != null && !answer.capacities().containsKey(node.node()));
    }

    JsonObject hello(String started) {
        JsonObject hello = new JsonObject()
                .put("started", started)
                .put("newest_seq", answer.capacity().newestSeq());
        if (isOfCluster()) {
            hello.put("positions", Positions.text(newest()));
            if (!missing().isEmpty()) {
                hello.put("missing", missing());
            }
        }
        return hello;
    }

    /** Which events can't be told any more. */
    List<Buffer> gaps() {
        List<Buffer> gaps = new ArrayList<>();
        capacities(answer).forEach((source, capacity) -> {
            Long after = resumed.of(source);
            if (after != null) {
                gaps(source, capacity, after + 1, gaps);
            }
        });
        return gaps;
    }

    private void gaps(String source, Answer.Capacity capacity, long first, List<Buffer> gaps) {
        long next = first;
        if (anew.contains(source)) {
            gaps.add(Frames.gap(source, next, null, Frames.STARTED_ANEW));
            next = 1;
        }
        if (capacity.oldestSeq() > next) {
            gaps.add(Frames.gap(source, next, capacity.oldestSeq() - 1, Frames.FORGOTTEN));
            next = capacity.oldestSeq();
        }
        if (answer.events().size() >= MOST) {
            long begins = lowest(source, capacity.newestSeq() + 1);
            if (begins > next) {
                gaps.add(Frames.gap(source, next, begins - 1, TOO_MANY));
            }
        }
    }

    private long lowest(String source, long otherwise) {
        return rows().stream()
                .filter(row -> row.source().equals(source))
                .mapToLong(Row::seq)
                .min()
                .orElse(otherwise);
    }
}
