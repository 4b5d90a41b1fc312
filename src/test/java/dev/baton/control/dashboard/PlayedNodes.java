package dev.baton.control.dashboard;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.EventRow;
import dev.baton.command.NodeRow;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventNames;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes of a cluster as the first of them knows them. Guarded by whoever has it. */
final class PlayedNodes {
    private static final int PORT = 5_701;
    private static final Duration BEFORE_ANYBODY_NOTICED = Duration.ofSeconds(12);
    private static final Set<String> OF_NODES = Set.of(EventNames.NODE_JOINED, EventNames.NODE_LEFT);

    private final String self;
    /** Since when nothing is heard from a node, null of one that is heard. */
    private final Map<String, @Nullable Instant> silentSince = new LinkedHashMap<>();

    private final Set<String> gone = new HashSet<>();

    PlayedNodes(String self) {
        this.self = self;
    }

    String self() {
        return self;
    }

    void add(String node) {
        silentSince.put(node, null);
    }

    void lose(String node) {
        silentSince.put(node, Instant.now().minus(BEFORE_ANYBODY_NOTICED));
    }

    void hear(String node) {
        silentSince.put(node, null);
    }

    void bidFarewell(String node) {
        gone.add(node);
        silentSince.put(node, Instant.now());
    }

    boolean isGone(String node) {
        return gone.contains(node);
    }

    boolean isUp(String node) {
        return silentSince.get(node) == null;
    }

    NodeRow row(String node, Answer.Agents its) {
        Instant since = silentSince.get(node);
        int number = 1 + silentSince.keySet().stream().toList().indexOf(node);
        return new NodeRow(
                node,
                state(node),
                node.equals(self),
                since == null ? Duration.ofMillis(300) : Duration.between(since, Instant.now()),
                "10.0.0." + number + ":" + PORT,
                "0.1.0",
                Duration.ofHours(26),
                its.agents().size(),
                its.runningCount(),
                its.waitingCount(),
                its.maxWorkers(),
                false,
                Map.of("zone", "eu-" + (number + 1) / 2),
                since == null ? null : "nothing was heard from it for a while",
                null);
    }

    private NodeRow.State state(String node) {
        if (isUp(node)) {
            return NodeRow.State.UP;
        }
        return isGone(node) ? NodeRow.State.GONE : NodeRow.State.UNREACHABLE;
    }

    AgentRow on(AgentRow row, String node) {
        return new AgentRow(
                row.name(),
                row.className(),
                row.config(),
                row.state(),
                row.terminationStatus(),
                row.reason(),
                row.group(),
                row.vital(),
                node,
                row.incarnation(),
                row.restarts(),
                row.pid(),
                row.uptime());
    }

    /** The plays know of agents only, so what is of nodes is told as if it were of an agent. */
    EventRow on(EventRow row, String node) {
        Event event = row.event();
        boolean isOfNodes = OF_NODES.contains(event.name());
        return new EventRow(
                new Event(
                        event.seq(),
                        event.timestamp(),
                        isOfNodes ? EventCategory.CLUSTER : event.category(),
                        event.name(),
                        isOfNodes ? null : event.agent(),
                        event.severity(),
                        event.incarnation(),
                        node,
                        event.data()),
                row.data());
    }
}
