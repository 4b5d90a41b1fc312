package dev.baton.cluster.forward;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.NodeRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Asks several nodes to tell something, this one among them. What a node can't tell is said, and keeps nothing from the others. */
final class Fan {
    private final Commands local;
    private final Places places;
    private final Courier courier;

    Fan(Commands local, Places places, Courier courier) {
        this.local = local;
        this.places = places;
        this.courier = courier;
    }

    /**
     * What nodes have said.
     *
     * @param parts by node, at least one
     * @param nodes all that were to be asked, with why something is missing
     */
    record Parts<A>(List<Part<A>> parts, List<NodeRow> nodes) {}

    /**
     * Asks {@code asked}.
     *
     * @param question what to ask the node of that name
     * @return fails with the gravest failure if no node answers
     */
    <A extends Answer> Future<Parts<A>> ask(
            List<NodeRow> asked, Function<String, Command<A>> question, Caller caller, Class<A> kind) {
        Map<NodeRow, Future<A>> answers = new LinkedHashMap<>();
        for (NodeRow node : asked) {
            answers.put(node, ask(node, question.apply(node.node()), caller, kind));
        }
        return Future.join(List.copyOf(answers.values())).transform(done -> collected(answers));
    }

    private <A extends Answer> Future<A> ask(NodeRow node, Command<A> question, Caller caller, Class<A> kind) {
        if (places.isSelf(node.node())) {
            return own(question, caller);
        }
        String why = Places.whyNot(node);
        return why == null
                ? courier.readOnce(node.node(), question, caller, kind).map(Courier.Delivered::answer)
                : Future.failedFuture(CommandFailure.unreachable(why));
    }

    /** As local commands answer, which may throw. */
    <A extends Answer> Future<A> own(Command<A> question, Caller caller) {
        try {
            return local.execute(question, caller);
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }

    private static <A extends Answer> Future<Parts<A>> collected(Map<NodeRow, Future<A>> answers) {
        List<Part<A>> parts = new ArrayList<>();
        List<NodeRow> nodes = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        answers.forEach((node, answer) -> {
            if (answer.succeeded()) {
                parts.add(new Part<>(node.node(), answer.result()));
                nodes.add(node);
            } else {
                failures.add(answer.cause());
                nodes.add(node.withMissing(String.valueOf(answer.cause().getMessage())));
            }
        });
        return parts.isEmpty()
                ? Future.failedFuture(gravest(failures))
                : Future.succeededFuture(new Parts<>(parts, nodes));
    }

    /** What went wrong most; of a command that failed in no way it knows there is none graver. */
    static Throwable gravest(List<Throwable> failures) {
        return failures.stream()
                .max(Comparator.comparingInt(
                        cause -> cause instanceof CommandFailure failure ? failure.code() : Integer.MAX_VALUE))
                .orElseGet(() -> CommandFailure.unavailable("there is no node to ask: ask again in a moment"));
    }
}
