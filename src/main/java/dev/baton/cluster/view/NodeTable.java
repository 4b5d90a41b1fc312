package dev.baton.cluster.view;

import dev.baton.cluster.wire.Origin;
import dev.baton.command.NodeRow.State;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes, by name, at most {@link ViewPace#MOST_NODES}. When another one comes, the one that has been gone for longest is
 * forgotten, else the one that has been unreachable for longest; if all can be reached, the new one is not listed.
 */
final class NodeTable {
    private final TreeMap<String, RemoteNode> nodes = new TreeMap<>();
    private final NodeChanges changes;
    private final ViewCounts counts;
    private long checkedAt;

    NodeTable(NodeChanges changes, ViewCounts counts, long now) {
        this.changes = changes;
        this.counts = counts;
        this.checkedAt = now;
    }

    Collection<RemoteNode> all() {
        return nodes.values();
    }

    @Nullable
    RemoteNode get(String name) {
        return nodes.get(name);
    }

    /** The node that a signal of {@code from} is about; null if the signal does not count. */
    @Nullable
    RemoteNode heard(Origin from, long now) {
        RemoteNode known = nodes.get(from.node());
        if (known == null) {
            return makeRoom(now) ? welcome(from, now) : null;
        }
        Origin before = known.origin();
        boolean wasUp = known.state() == State.UP;
        long silence = known.silence(now);
        switch (known.heard(from, now)) {
            case IGNORED -> {
                counts.ignored();
                return null;
            }
            case BACK -> changes.joined(known, "it was heard again after " + age(silence));
            case ANEW -> {
                if (wasUp) {
                    changes.left(before, false, "it was started anew", silence);
                }
                changes.replaced(before, known);
                changes.joined(known, "it was started anew");
            }
            case AS_BEFORE -> {}
        }
        return known;
    }

    private RemoteNode welcome(Origin from, long now) {
        RemoteNode node = new RemoteNode(from, now);
        nodes.put(from.node(), node);
        changes.joined(node, "it was heard for the first time");
        return node;
    }

    private boolean makeRoom(long now) {
        if (nodes.size() < ViewPace.MOST_NODES) {
            return true;
        }
        counts.dropped();
        Optional<RemoteNode> leastMissed = nodes.values().stream()
                .filter(node -> node.state() != State.UP)
                .max(Comparator.<RemoteNode>comparingInt(node -> node.state() == State.GONE ? 1 : 0)
                        .thenComparingLong(node -> node.silence(now)));
        leastMissed.ifPresent(this::forget);
        return leastMissed.isPresent();
    }

    private void forget(RemoteNode node) {
        nodes.remove(node.origin().node());
        changes.forgotten(node);
    }

    /** {@code from} said goodbye. */
    void goodbye(Origin from, long now) {
        RemoteNode node = nodes.get(from.node());
        if (node != null && node.origin().equals(from) && node.state() != State.GONE) {
            long silence = node.silence(now);
            node.gone(now);
            changes.gone(node, silence);
        }
    }

    /** Whoever manages the members says that {@code name} is lost; {@code start} is the life of it that is meant, null for any. */
    void lost(String name, @Nullable String start, long now) {
        RemoteNode node = nodes.get(name);
        if (node != null
                && node.state() == State.UP
                && (start == null || start.equals(node.origin().start()))) {
            node.lost(now);
            changes.unreachable(node, "the cluster has lost its member", node.silence(now));
        }
    }

    /**
     * Looks who has fallen silent. A look that comes late judges nobody: then it was this node that slept, and what the others
     * said meanwhile is still to be read.
     */
    void check(long now) {
        boolean isLate = now - checkedAt > 3 * ViewPace.CHECK.toNanos();
        checkedAt = now;
        if (isLate) {
            return;
        }
        for (RemoteNode node : List.copyOf(nodes.values())) {
            long silence = node.silence(now);
            if (node.state() == State.UP && silence > ViewPace.SILENCE.toNanos()) {
                node.unreachable();
                changes.unreachable(node, "nothing was heard from it for " + age(silence), silence);
            } else if (node.state() == State.GONE && silence > ViewPace.MEMORY.toNanos()) {
                forget(node);
            }
        }
    }

    private static String age(long nanos) {
        long tenths = Duration.ofNanos(nanos).toMillis() / 100;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
