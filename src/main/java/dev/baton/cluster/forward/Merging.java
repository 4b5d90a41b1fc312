package dev.baton.cluster.forward;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.EventRow;
import dev.baton.command.LogRow;
import dev.baton.command.NodeRow;
import dev.baton.command.UsageRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One answer of those of several nodes. */
final class Merging {
    private static final Comparator<EventRow> BY_TIME =
            Comparator.comparing((EventRow row) -> row.event().timestamp());
    private static final Comparator<LogRow> LINES_BY_TIME = Comparator.comparing(LogRow::timestamp);
    private static final Comparator<UsageRow> BY_NAME =
            Comparator.comparing(UsageRow::name).thenComparing(UsageRow::node);

    private Merging() {}

    /** By time, then node, then number; how full the history is in all. */
    static Answer.Events events(
            Command.History question, List<Part<Answer.Events>> parts, String self, List<NodeRow> nodes) {
        List<List<EventRow>> rows =
                parts.stream().map(part -> part.answer().events()).toList();
        Map<String, Answer.Capacity> capacities = new TreeMap<>();
        parts.forEach(part -> capacities.put(part.node(), part.answer().capacity()));
        return new Answer.Events(
                Merged.last(Merged.of(rows, BY_TIME), question.last()),
                question,
                capacity(capacities, self),
                capacities,
                nodes);
    }

    private static Answer.Capacity capacity(Map<String, Answer.Capacity> capacities, String self) {
        Answer.Capacity own = capacities.size() == 1
                ? capacities.values().iterator().next()
                : capacities.getOrDefault(self, new Answer.Capacity(0, 0, 0, 0, 0));
        return new Answer.Capacity(
                (int) sum(capacities, Answer.Capacity::currentSize),
                (int) sum(capacities, Answer.Capacity::capacity),
                own.oldestSeq(),
                own.newestSeq(),
                sum(capacities, Answer.Capacity::totalEvents));
    }

    private interface Figure {
        long of(Answer.Capacity capacity);
    }

    private static long sum(Map<String, Answer.Capacity> capacities, Figure figure) {
        return capacities.values().stream().mapToLong(figure::of).sum();
    }

    static Answer.EventCounts counts(List<Part<Answer.EventCounts>> parts, String self, List<NodeRow> nodes) {
        Map<String, Long> byType = new TreeMap<>();
        Map<String, Long> byAgent = new TreeMap<>();
        Map<String, Answer.Capacity> capacities = new TreeMap<>();
        for (Part<Answer.EventCounts> part : parts) {
            part.answer().byType().forEach((type, count) -> byType.merge(type, count, Long::sum));
            part.answer().byAgent().forEach((agent, count) -> byAgent.merge(agent, count, Long::sum));
            capacities.put(part.node(), part.answer().capacity());
        }
        return new Answer.EventCounts(byType, byAgent, capacity(capacities, self), nodes);
    }

    /** By time, then node, then number; more may be asked for than all nodes could tell. */
    static Answer.LogLines lines(Command.Logs question, List<Part<Answer.LogLines>> parts, List<NodeRow> nodes) {
        List<List<LogRow>> rows = parts.stream()
                .map(part -> part.answer().lines().stream()
                        .map(line -> line.on(part.node()))
                        .toList())
                .toList();
        List<LogRow> all = Merged.last(Merged.of(rows, LINES_BY_TIME), question.last());
        return new Answer.LogLines(all, incomplete(parts), nodes);
    }

    private static @Nullable String incomplete(List<Part<Answer.LogLines>> parts) {
        String why = parts.stream()
                .filter(part -> part.answer().incomplete() != null)
                .map(part -> part.node() + ": " + part.answer().incomplete())
                .collect(Collectors.joining("; "));
        return why.isEmpty() ? null : why;
    }

    static Answer.Usage usage(List<Part<Answer.Usage>> parts, String self, List<NodeRow> nodes) {
        List<UsageRow> agents = new ArrayList<>();
        List<UsageRow> orchestrators = new ArrayList<>();
        UsageRow own = parts.get(0).answer().orchestrator();
        for (Part<Answer.Usage> part : parts) {
            part.answer().agents().forEach(row -> agents.add(row.on(part.node())));
            UsageRow orchestrator = part.answer().orchestrator().on(part.node());
            orchestrators.add(orchestrator);
            own = part.node().equals(self) || parts.size() == 1 ? orchestrator : own;
        }
        agents.sort(BY_NAME);
        return new Answer.Usage(agents, own, orchestrators, nodes);
    }

    /** An agent that is on several nodes depends on whom it depends on any of them. */
    static Answer.Dependencies dependencies(List<Part<Answer.Dependencies>> parts, List<NodeRow> nodes) {
        Map<String, Set<String>> all = new TreeMap<>();
        for (Part<Answer.Dependencies> part : parts) {
            part.answer()
                    .dependencies()
                    .forEach((agent, on) -> all.computeIfAbsent(agent, name -> new LinkedHashSet<>())
                            .addAll(on));
        }
        Map<String, List<String>> dependencies = new LinkedHashMap<>();
        all.forEach((agent, on) -> dependencies.put(agent, List.copyOf(on)));
        return new Answer.Dependencies(dependencies, nodes);
    }
}
