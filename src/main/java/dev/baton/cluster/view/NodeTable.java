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
 * forgotten; else of those that can't be reached the one that was silent for longest, first of those that are no members any more; if
 * all can be reached, the new one is not listed.
 */
final class NodeTable {
    private static final String ANEW = "it was started anew";

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

    /** The node whose life {@code from} is, unless that has ended; null if there is none. */
    @Nullable
    RemoteNode living(Origin from) {
        RemoteNode known = nodes.get(from.node());
        return known != null && known.state() != State.GONE && known.origin().equals(from) ? known : null;
    }

    /** The node that a signal of {@code from} is about; null if the signal does not count. */
    @Nullable
    RemoteNode heard(Origin from, long now) {
        RemoteNode known = nodes.get(from.node());
        if (known == null) {
            return makeRoom(from, now) ? welcome(from, now) : null;
        }
        Origin before = known.origin();
        boolean wasUp = known.state() == State.UP;
        long silence = known.silence(now);
        switch (known.heard(from, now)) {
            case IGNORED -> {
                counts.ignored();
                return null;
            }
            case ANEW -> {
                if (wasUp) {
                    changes.left(before, false, ANEW, silence);
                }
                changes.replaced(before, known);
            }
            case AS_BEFORE -> {}
        }
        return known;
    }

    private RemoteNode welcome(Origin from, long now) {
        RemoteNode node = new RemoteNode(from, now);
        nodes.put(from.node(), node);
        return node;
    }

    /** Tells if {@code node} can be reached now and could not before, or the other way round. */
    void judge(RemoteNode node, long now) {
        Contact contact = node.contact();
        if (node.state() == State.GONE) {
            return;
        }
        if (contact.isMutual() && node.state() != State.UP) {
            String how = node.isBack()
                    ? "it can be reached again after " + age(contact.brokenFor(now))
                    : node.isNew() ? "it was heard for the first time" : ANEW;
            node.up();
            changes.joined(node, how);
        } else if (!contact.isMutual() && node.state() == State.UP) {
            broken(node, now, why(contact, now));
        } else if (node.isUntold() && contact.brokenFor(now) > ViewPace.SILENCE.toNanos()) {
            broken(node, now, why(contact, now));
        } else if (node.state() != State.UP && !node.isUntold() && contact.hasOtherTrouble()) {
            changes.troubled(node);
        }
    }

    private void broken(RemoteNode node, long now, String why) {
        node.unreachable(now);
        changes.unreachable(node, why, node.silence(now));
    }

    private static String why(Contact contact, long now) {
        return contact.isHeard()
                ? contact.trouble().what()
                : "nothing was heard from it for " + age(now - contact.heardAt());
    }

    private boolean makeRoom(Origin from, long now) {
        if (nodes.size() < ViewPace.MOST_NODES) {
            return true;
        }
        counts.dropped();
        Optional<RemoteNode> leastMissed = nodes.values().stream()
                .filter(node -> node.state() != State.UP)
                .max(Comparator.<RemoteNode>comparingInt(NodeTable::ending)
                        .thenComparingLong(node -> node.silence(now)));
        changes.crowded(from, leastMissed.orElse(null));
        leastMissed.ifPresent(this::forget);
        return leastMissed.isPresent();
    }

    /** How sure it is that it does not come back. */
    private static int ending(RemoteNode node) {
        return node.state() == State.GONE ? 2 : node.isLost() ? 1 : 0;
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
            if (node.isListed()) {
                changes.gone(node, silence);
            }
        }
    }

    /** Whoever manages the members says that {@code name} is lost; {@code start} is the life of it that is meant, null for any. */
    void lost(String name, @Nullable String start, long now) {
        RemoteNode node = nodes.get(name);
        if (node == null
                || node.state() == State.GONE
                || (start != null && !start.equals(node.origin().start()))) {
            return;
        }
        node.lost(now);
        if (node.state() == State.UP) {
            broken(node, now, "the cluster has lost its member");
        } else {
            judge(node, now);
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
            if (node.state() == State.GONE) {
                if (silence > ViewPace.MEMORY.toNanos()) {
                    forget(node);
                }
                continue;
            }
            if (silence > ViewPace.SILENCE.toNanos()) {
                node.contact().silent();
            }
            judge(node, now);
        }
    }

    private static String age(long nanos) {
        long tenths = Duration.ofNanos(nanos).toMillis() / 100;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
