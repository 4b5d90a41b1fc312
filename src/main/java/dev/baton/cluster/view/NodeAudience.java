package dev.baton.cluster.view;

import dev.baton.cluster.wire.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are told which nodes come and go. What one of them throws keeps nothing from the others. For one context. */
final class NodeAudience {
    private static final Logger LOG = LoggerFactory.getLogger("baton.cluster");

    private final Consumer<NodeNotice> notices;
    private final List<NodeListener> listeners = new ArrayList<>();

    NodeAudience(Consumer<NodeNotice> notices) {
        this.notices = notices;
    }

    /** From now on {@code listener} is told, and of {@code present} first. */
    void add(NodeListener listener, List<Origin> present) {
        present.forEach(node -> guarded(() -> listener.up(node)));
        listeners.add(listener);
    }

    void remove(NodeListener listener) {
        listeners.remove(listener);
    }

    void joined(Origin node, String reason) {
        notice(NodeNotice.joined(node.node(), reason));
        tell(listener -> listener.up(node));
    }

    void left(String node, boolean expected, String reason, Duration age) {
        notice(NodeNotice.left(node, expected, reason, age));
    }

    void unreachable(Origin node) {
        tell(listener -> listener.unreachable(node));
    }

    void gone(Origin node) {
        tell(listener -> listener.gone(node));
    }

    private void notice(NodeNotice notice) {
        guarded(() -> notices.accept(notice));
    }

    private void tell(Consumer<NodeListener> what) {
        List.copyOf(listeners).forEach(listener -> guarded(() -> what.accept(listener)));
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException thrown) {
            LOG.error("Whoever is told of other nodes failed", thrown);
        }
    }
}
