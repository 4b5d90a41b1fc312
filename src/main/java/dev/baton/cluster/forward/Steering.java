package dev.baton.cluster.forward;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.NodeRow;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.AgentOutcome.Result;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Has agents steered by the nodes they are on: first finds them, then asks each node for its own, then waits a moment until it is
 * known here, too, what was done. What can't be done on one node keeps nothing from the others.
 */
final class Steering {
    private static final Comparator<AgentOutcome> BY_NAME =
            Comparator.comparing(AgentOutcome::agent).thenComparing(AgentOutcome::node);

    private final Fan fan;
    private final Roster roster;
    private final Places places;
    private final Nodes nodes;
    private final Courier courier;
    private final Patience patience;

    Steering(Fan fan, Roster roster, Places places, Nodes nodes, Courier courier, Patience patience) {
        this.fan = fan;
        this.roster = roster;
        this.places = places;
        this.nodes = nodes;
        this.courier = courier;
        this.patience = patience;
    }

    Future<Answer.Steered> steer(Command.Steer steer, Caller caller) {
        if (steer.node() != null) {
            return oneNode(places.known(steer.node()), steer, caller);
        }
        return roster.patterns(steer.names(), null, caller).compose(patterns -> {
            Map<String, Patterns.Meant> meant = patterns.byNode(steer.names());
            Map<String, Future<List<AgentOutcome>>> outcomes = new LinkedHashMap<>();
            meant.forEach((node, there) -> outcomes.put(node, ask(node, there, steer, caller)));
            return Future.join(List.copyOf(outcomes.values())).transform(done -> merged(meant, outcomes));
        });
    }

    private Future<Answer.Steered> oneNode(NodeRow node, Command.Steer steer, Caller caller) {
        return ask(node, steer.names(), steer, caller).map(outcomes -> sorted(new ArrayList<>(outcomes)));
    }

    private Future<List<AgentOutcome>> ask(String node, Patterns.Meant there, Command.Steer steer, Caller caller) {
        return ask(places.known(node), there.patterns(), steer, caller);
    }

    private Future<List<AgentOutcome>> ask(NodeRow node, List<String> names, Command.Steer steer, Caller caller) {
        Command.Steer theirs = new Command.Steer(steer.verb(), names, steer.awaited(), node.node());
        if (places.isSelf(node.node())) {
            return fan.own(theirs, caller).map(steered -> on(node.node(), steered));
        }
        String why = Places.whyNot(node);
        return why != null
                ? Future.failedFuture(Places.refusal(node, why))
                : courier.change(node.node(), theirs, caller, Answer.Steered.class)
                        .compose(delivered -> nodes.reached(delivered.from(), delivered.version(), patience.table())
                                .transform(known -> Future.succeededFuture(on(node.node(), delivered.answer()))));
    }

    private static List<AgentOutcome> on(String node, Answer.Steered steered) {
        return steered.outcomes().stream().map(outcome -> outcome.on(node)).toList();
    }

    private static Future<Answer.Steered> merged(
            Map<String, Patterns.Meant> meant, Map<String, Future<List<AgentOutcome>>> outcomes) {
        List<AgentOutcome> all = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        outcomes.forEach((node, outcome) -> {
            if (outcome.succeeded()) {
                all.addAll(outcome.result());
            } else {
                failures.add(outcome.cause());
                String reason = String.valueOf(outcome.cause().getMessage());
                meant.get(node).rows().forEach(row -> all.add(failed(row, reason)));
            }
        });
        return failures.size() == outcomes.size()
                ? Future.failedFuture(Fan.gravest(failures))
                : Future.succeededFuture(sorted(all));
    }

    private static AgentOutcome failed(AgentRow row, String reason) {
        return new AgentOutcome(row.name(), Result.FAILED, row.state(), reason, row.node());
    }

    private static Answer.Steered sorted(List<AgentOutcome> all) {
        all.sort(BY_NAME);
        return new Answer.Steered(all);
    }
}
