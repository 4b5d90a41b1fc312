package dev.baton.cluster.forward;

import dev.baton.cluster.view.ClusterView;
import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.NodeRow;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers from what is known here of other nodes, so that one that hangs or is gone is told of, too: who its agents are, and how it
 * is. What is told of this node is asked of it.
 */
final class Table {
    private final Fan fan;
    private final Roster roster;
    private final Places places;
    private final Nodes nodes;
    private final Courier courier;

    Table(Fan fan, Roster roster, Places places, Nodes nodes, Courier courier) {
        this.fan = fan;
        this.roster = roster;
        this.places = places;
        this.nodes = nodes;
        this.courier = courier;
    }

    // ------------------------------------------------------------------------------------------- ps

    Future<Answer.Agents> agents(Command.Ps ps, Caller caller) {
        @Nullable NodeRow only = ps.node() == null ? null : places.known(ps.node());
        return roster.find(ps.names(), ps.node(), caller).map(found -> {
            List<NodeRow> shown = only == null ? places.all() : places.only(only.node());
            return listed(chosen(ps.names(), found.rows(), shown), found.own(), shown);
        });
    }

    private static List<AgentRow> chosen(List<String> names, List<AgentRow> all, List<NodeRow> shown) {
        List<AgentRow> rows = all;
        if (!names.isEmpty()) {
            Patterns patterns =
                    new Patterns(all, shown.stream().map(NodeRow::node).toList());
            rows = patterns.byNode(names).values().stream()
                    .map(Patterns.Meant::rows)
                    .flatMap(Collection::stream)
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        rows.sort(ClusterView.BY_NAME_AND_NODE);
        return rows;
    }

    private Answer.Agents listed(List<AgentRow> rows, Answer.@Nullable Agents own, List<NodeRow> shown) {
        int running = 0;
        int slots = 0;
        int waiting = 0;
        for (NodeRow node : shown) {
            if (own != null && places.isSelf(node.node())) {
                running += own.runningCount();
                slots += own.maxWorkers();
                waiting += own.waitingCount();
            } else if (node.state() != NodeRow.State.GONE) {
                running += node.runningAgents();
                slots += node.maxWorkers();
                waiting += node.waitingAgents();
            }
        }
        return new Answer.Agents(rows, running, slots, waiting, shown);
    }

    // ------------------------------------------------------------------------------------------- status

    Future<Answer.Status> status(Command.Status status, Caller caller) {
        if (status.node() == null) {
            return fan.own(new Command.Status(places.self()), caller).map(own -> summed(own, places.all()));
        }
        NodeRow node = places.known(status.node());
        if (places.isSelf(node.node())) {
            return fan.own(status, caller).map(own -> inCluster(own, places.only(node.node())));
        }
        if (node.state() != NodeRow.State.UP) {
            return Future.succeededFuture(asKnown(node, Objects.requireNonNull(Places.whyNot(node))));
        }
        return courier.readOnce(node.node(), status, caller, Answer.Status.class)
                .map(delivered -> inCluster(delivered.answer(), places.only(node.node())))
                .recover(cause -> isUnreachable(cause)
                        ? Future.succeededFuture(asKnown(places.known(node.node()), String.valueOf(cause.getMessage())))
                        : Future.failedFuture(cause));
    }

    private static boolean isUnreachable(Throwable cause) {
        return cause instanceof CommandFailure failure
                && failure.code() == CommandFailure.unreachable("").code();
    }

    private Answer.Status summed(Answer.Status own, List<NodeRow> all) {
        int total = own.totalAgents();
        int running = own.runningAgents();
        int slots = own.maxWorkers();
        int waiting = own.waitingAgents();
        for (NodeRow node : all) {
            if (!places.isSelf(node.node()) && node.state() != NodeRow.State.GONE) {
                total += node.totalAgents();
                running += node.runningAgents();
                slots += node.maxWorkers();
                waiting += node.waitingAgents();
            }
        }
        return status(own, total, running, slots, waiting, all);
    }

    private Answer.Status inCluster(Answer.Status one, List<NodeRow> itself) {
        return status(one, one.totalAgents(), one.runningAgents(), one.maxWorkers(), one.waitingAgents(), itself);
    }

    private Answer.Status status(
            Answer.Status of, int total, int running, int slots, int waiting, List<NodeRow> shown) {
        return new Answer.Status(
                total,
                running,
                slots,
                waiting,
                of.runMode(),
                of.uptime(),
                of.commandInterfaceEnabled(),
                of.commandSocketPath(),
                of.version(),
                of.node(),
                of.name(),
                of.shuttingDown(),
                of.stuck(),
                nodes.cluster(),
                shown);
    }

    /** What only the node itself could tell is empty. */
    private Answer.Status asKnown(NodeRow node, String why) {
        return new Answer.Status(
                node.totalAgents(),
                node.runningAgents(),
                node.maxWorkers(),
                node.waitingAgents(),
                "",
                node.uptime() == null ? Duration.ZERO : node.uptime(),
                false,
                Path.of(""),
                node.version(),
                node.node(),
                "",
                node.shuttingDown(),
                List.of(),
                nodes.cluster(),
                List.of(node.withMissing(why)));
    }

    // ------------------------------------------------------------------------------------------- status NAME

    Future<Answer.AgentDetail> detail(Command.AgentStatus status, Caller caller) {
        if (status.node() != null) {
            return detailOn(places.known(status.node()), status.agent(), caller);
        }
        return fan.own(new Command.AgentStatus(status.agent(), places.self()), caller)
                .recover(cause ->
                        Roster.isUnknown(cause) ? elsewhere(status.agent(), caller) : Future.failedFuture(cause));
    }

    private Future<Answer.AgentDetail> elsewhere(String agent, Caller caller) {
        return nodes.others(List.of(agent), null).compose(others -> elsewhere(agent, others, caller));
    }

    private Future<Answer.AgentDetail> elsewhere(String agent, List<AgentRow> others, Caller caller) {
        List<String> on = others.stream()
                .filter(row -> row.name().equals(agent))
                .map(AgentRow::node)
                .toList();
        if (on.isEmpty()) {
            List<String> all = places.all().stream().map(NodeRow::node).toList();
            return Future.failedFuture(CommandFailure.unknownAgent("there is no agent '" + agent
                    + "' on any of the nodes " + String.join(", ", all) + ": ps lists those there are"));
        }
        if (on.size() > 1) {
            return Future.failedFuture(CommandFailure.wrongState("agent '" + agent + "' is on the nodes "
                    + String.join(", ", on) + ", but not on this one: name one of them, such as by --node "
                    + on.get(0)));
        }
        return detailOn(places.known(on.get(0)), agent, caller);
    }

    private Future<Answer.AgentDetail> detailOn(NodeRow node, String agent, Caller caller) {
        Command.AgentStatus there = new Command.AgentStatus(agent, node.node());
        if (places.isSelf(node.node())) {
            return fan.own(there, caller);
        }
        String why = Places.whyNot(node);
        return why != null
                ? asKnown(agent, node, why)
                : courier.readOnce(node.node(), there, caller, Answer.AgentDetail.class)
                        .map(Courier.Delivered::answer)
                        .recover(cause -> isUnreachable(cause)
                                ? asKnown(agent, node, String.valueOf(cause.getMessage()))
                                : Future.failedFuture(cause));
    }

    private Future<Answer.AgentDetail> asKnown(String agent, NodeRow node, String why) {
        return nodes.others(List.of(agent), node.node())
                .map(others -> others.stream()
                        .filter(row -> row.name().equals(agent))
                        .findFirst()
                        .map(row -> new Answer.AgentDetail(noted(row, why), Map.of(), List.of()))
                        .orElseThrow(() -> CommandFailure.unreachable("nothing is known of agent '" + agent
                                + "' on node '" + node.node() + "', and " + why)));
    }

    private static AgentRow noted(AgentRow row, String why) {
        return new AgentRow(
                row.name(),
                row.className(),
                row.config(),
                row.state(),
                row.terminationStatus(),
                "as last known, for " + why + (row.reason().isEmpty() ? "" : "; " + row.reason()),
                row.group(),
                row.vital(),
                row.node(),
                row.incarnation(),
                row.restarts(),
                row.pid(),
                row.uptime());
    }
}
