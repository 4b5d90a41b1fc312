package dev.baton.cluster.forward;

import dev.baton.command.CommandFailure;
import dev.baton.command.NodeRow;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The nodes as somebody may name them, and what is said of those that can't be asked. For any thread. */
final class Places {
    private final Nodes nodes;

    Places(Nodes nodes) {
        this.nodes = nodes;
    }

    String self() {
        return nodes.self();
    }

    boolean isSelf(String node) {
        return node.equals(nodes.self());
    }

    List<NodeRow> all() {
        return nodes.nodes();
    }

    /**
     * The node called so.
     *
     * @throws CommandFailure 404 if there is none
     */
    NodeRow known(String name) {
        List<NodeRow> all = nodes.nodes();
        return all.stream().filter(named(name)).findFirst().orElseThrow(() -> unknown(name, all));
    }

    private static CommandFailure unknown(String name, List<NodeRow> all) {
        return CommandFailure.unknownAgent("there is no node '" + name + "' in the cluster; there are "
                + all.stream().map(NodeRow::node).collect(Collectors.joining(", ")));
    }

    /** What is known of the one node called so, with nothing of the others. */
    List<NodeRow> only(String name) {
        return nodes.nodes().stream().filter(named(name)).toList();
    }

    private static Predicate<NodeRow> named(String name) {
        return node -> node.node().equals(name);
    }

    /** Why {@code node} can't be asked, null if it can. */
    static @Nullable String whyNot(NodeRow node) {
        return switch (node.state()) {
            case UP -> null;
            case UNREACHABLE -> "it can't be reached: " + node.reason();
            case GONE -> "it has left the cluster: " + node.reason();
        };
    }

    /** 504 for whoever wants to do something there. */
    static CommandFailure refusal(NodeRow node, String why) {
        return CommandFailure.unreachable(
                "OWNER_UNREACHABLE: node '" + node.node() + "' was not asked, as " + why + "; nothing was done there");
    }
}
