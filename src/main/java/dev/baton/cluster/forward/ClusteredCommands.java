package dev.baton.cluster.forward;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.command.NodeRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands on the nodes they concern: what is told is told of all, what is steered is steered where it is. Whether a
 * command may be given here is not its affair; each node that is asked sees to that for itself.
 */
final class ClusteredCommands implements Commands {
    private final Places places;
    private final Fan fan;
    private final Roster roster;
    private final Courier courier;
    private final Followings followings;
    private final Map<Class<?>, BiFunction<Command<?>, Caller, Future<? extends Answer>>> handlers = new HashMap<>();

    ClusteredCommands(
            Places places,
            Fan fan,
            Roster roster,
            Steering steering,
            Table table,
            Courier courier,
            Followings followings) {
        this.places = places;
        this.fan = fan;
        this.roster = roster;
        this.courier = courier;
        this.followings = followings;
        on(Command.Ps.class, table::agents);
        on(Command.Status.class, table::status);
        on(Command.AgentStatus.class, table::detail);
        on(Command.Steer.class, steering::steer);
        on(Command.Dependencies.class, this::dependencies);
        on(Command.History.class, this::history);
        on(Command.HistoryStats.class, this::counts);
        on(Command.Stats.class, this::usage);
        on(Command.Logs.class, this::logs);
        on(Command.ListCommands.class, fan::own);
        on(Command.Reload.class, (reload, caller) -> there(reload.node(), reload, caller, Answer.Reloaded.class));
        on(
                Command.Shutdown.class,
                (shutdown, caller) -> there(shutdown.node(), shutdown, caller, Answer.ShuttingDown.class));
    }

    private <A extends Answer, C extends Command<A>> void on(Class<C> type, BiFunction<C, Caller, Future<A>> handler) {
        handlers.put(type, (command, caller) -> handler.apply(type.cast(command), caller));
    }

    @Override
    @SuppressWarnings("unchecked") // each command is registered with its answer
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        BiFunction<Command<?>, Caller, Future<? extends Answer>> handler = handlers.get(command.getClass());
        if (handler == null) {
            throw new IllegalStateException("nobody carries out " + command.getClass());
        }
        return (Future<A>) handler.apply(command, caller);
    }

    /** On one node, this one if it doesn't matter which. */
    private <A extends Answer> Future<A> there(
            @Nullable String node, Command<A> command, Caller caller, Class<A> kind) {
        if (node == null || places.isSelf(node)) {
            return fan.own(command, caller);
        }
        NodeRow known = places.known(node);
        String why = Places.whyNot(known);
        return why != null
                ? Future.failedFuture(Places.refusal(known, why))
                : courier.change(node, command, caller, kind).map(Courier.Delivered::answer);
    }

    // ------------------------------------------------------------------------------------------- questions to all

    /** Of the node named, or of all. */
    private <A extends Answer> Future<Fan.Parts<A>> parts(
            Command<A> question, Function<String, Command<A>> theirs, Caller caller, Class<A> kind) {
        String only = question.node();
        if (only == null) {
            return fan.ask(places.all(), theirs, caller, kind);
        }
        NodeRow node = places.known(only);
        if (places.isSelf(only)) {
            return fan.ask(List.of(node), theirs, caller, kind);
        }
        String why = Places.whyNot(node);
        return why != null
                ? Future.failedFuture(Places.refusal(node, why))
                : courier.read(only, theirs.apply(only), caller, kind)
                        .map(delivered ->
                                new Fan.Parts<>(List.of(new Part<>(only, delivered.answer())), List.of(node)));
    }

    private Future<Answer.Dependencies> dependencies(Command.Dependencies question, Caller caller) {
        return parts(question, Command.Dependencies::new, caller, Answer.Dependencies.class)
                .map(parts -> Merging.dependencies(parts.parts(), parts.nodes()));
    }

    private Future<Answer.Events> history(Command.History question, Caller caller) {
        Questions.requireMeaning(question);
        return parts(question, node -> Questions.on(node, question), caller, Answer.Events.class)
                .map(parts -> Merging.events(question, parts.parts(), places.self(), parts.nodes()));
    }

    private Future<Answer.EventCounts> counts(Command.HistoryStats question, Caller caller) {
        return parts(question, Command.HistoryStats::new, caller, Answer.EventCounts.class)
                .map(parts -> Merging.counts(parts.parts(), places.self(), parts.nodes()));
    }

    private Future<Answer.Usage> usage(Command.Stats question, Caller caller) {
        return parts(question, Command.Stats::new, caller, Answer.Usage.class)
                .map(parts -> Merging.usage(parts.parts(), places.self(), parts.nodes()));
    }

    private Future<Answer.LogLines> logs(Command.Logs question, Caller caller) {
        if (question.node() != null) {
            return parts(
                            question,
                            node -> Questions.on(node, question, question.names()),
                            caller,
                            Answer.LogLines.class)
                    .map(parts -> Merging.lines(question, parts.parts(), parts.nodes()));
        }
        return roster.patterns(question.names(), null, caller).compose(patterns -> {
            Map<String, Patterns.Meant> meant = patterns.byNode(question.names());
            List<NodeRow> asked = new ArrayList<>();
            places.all().stream().filter(node -> meant.containsKey(node.node())).forEach(asked::add);
            return fan.ask(
                            asked,
                            node -> Questions.on(node, question, meant.get(node).patterns()),
                            caller,
                            Answer.LogLines.class)
                    .map(parts -> Merging.lines(question, parts.parts(), parts.nodes()));
        });
    }

    // ------------------------------------------------------------------------------------------- following

    @Override
    public Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        Questions.requireMeaning(question);
        return followings.events(question, caller, follower);
    }

    @Override
    public Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        if (question.node() != null) {
            places.known(question.node());
        }
        return roster.patterns(question.names(), question.node(), caller).compose(patterns -> {
            patterns.byNode(question.names());
            return followings.lines(question, caller, follower);
        });
    }
}
