package dev.baton.control.dashboard;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.command.NodeRow;
import dev.baton.command.NodeRow.State;
import dev.baton.command.UsageRow;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of nodes that don't run, asked at the first of them: each node is a play of its own, and answers are put together as
 * a node of a real cluster does. Safe to use from any thread; the plays are changed by {@link #on} only.
 */
final class PlayedCluster implements Commands {
    private static final int EVENTS = 2_000;

    private final Map<String, ScriptedCommands> stages = new LinkedHashMap<>();
    private final PlayedNodes nodes;

    PlayedCluster(String... names) {
        nodes = new PlayedNodes(names[0]);
        for (String name : names) {
            stages.put(name, new ScriptedCommands(EVENTS));
            nodes.add(name);
        }
    }

    // ---------------------------------------------------------------------------------------------- the script

    /** Something happens on a node. */
    synchronized PlayedCluster on(String node, Consumer<ScriptedCommands> script) {
        script.accept(stage(node));
        return this;
    }

    /** Nothing is heard from a node any more. */
    synchronized PlayedCluster loses(String node) {
        nodes.lose(node);
        return moved(node, EventNames.NODE_LEFT, EventSeverity.WARN, "nothing was heard from it for 3 s");
    }

    /** It is heard again. */
    synchronized PlayedCluster hearsAgain(String node) {
        nodes.hear(node);
        return moved(node, EventNames.NODE_JOINED, EventSeverity.INFO, "it was heard again");
    }

    /** It is shut down, and says so. */
    synchronized PlayedCluster bidsFarewell(String node) {
        nodes.bidFarewell(node);
        return moved(node, EventNames.NODE_LEFT, EventSeverity.INFO, "it said goodbye");
    }

    private PlayedCluster moved(String node, String event, EventSeverity severity, String reason) {
        stage(nodes.self()).tell(node, event, severity, Map.of("member", node, "reason", reason));
        return this;
    }

    private ScriptedCommands stage(String node) {
        ScriptedCommands stage = stages.get(node);
        if (stage == null) {
            throw CommandFailure.unknownAgent("there is no node '" + node + "'");
        }
        return stage;
    }

    // ---------------------------------------------------------------------------------------------- commands

    @Override
    public synchronized <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        try {
            @SuppressWarnings("unchecked") // each command has its answer
            A answer = (A) answer(command, caller);
            return Future.succeededFuture(answer);
        } catch (CommandFailure refused) {
            return Future.failedFuture(refused);
        }
    }

    private Answer answer(Command<?> command, Caller caller) {
        if (command instanceof Command.Ps ps) {
            return agents(ps, caller);
        } else if (command instanceof Command.Status) {
            return status(caller);
        } else if (command instanceof Command.Stats) {
            return usage(caller);
        } else if (command instanceof Command.History question) {
            return events(question, caller);
        } else if (command instanceof Command.Steer steer) {
            return steered(steer, caller);
        } else if (command instanceof Command.AgentStatus one) {
            return detail(one, caller);
        } else if (command instanceof Command.Logs question) {
            return lines(question, caller);
        } else if (command instanceof Command.Dependencies dependencies) {
            return ask(owner(dependencies.node()), new Command.Dependencies(), caller);
        }
        return ask(owner(command.node()), command, caller);
    }

    private String owner(@Nullable String node) {
        String owner = node == null ? nodes.self() : node;
        stage(owner);
        if (!nodes.isUp(owner)) {
            throw CommandFailure.unreachable(owner + " can't be reached");
        }
        return owner;
    }

    private <A extends Answer> A ask(String node, Command<A> command, Caller caller) {
        Future<A> answer = stage(node).execute(command, caller);
        if (answer.cause() instanceof CommandFailure refused) {
            throw refused;
        }
        return answer.result();
    }

    /** What the named nodes answer that know of it, or all; those that can't be reached are left out if {@code areReached}. */
    private <A extends Answer> Map<String, A> each(
            @Nullable String node, boolean areReached, Command<A> command, Caller caller) {
        Map<String, A> answers = new LinkedHashMap<>();
        List<CommandFailure> refusals = new ArrayList<>();
        for (String each : node == null ? stages.keySet() : List.of(owner(node))) {
            if (nodes.isGone(each) || (areReached && !nodes.isUp(each))) {
                continue;
            }
            try {
                answers.put(each, ask(each, command, caller));
            } catch (CommandFailure refused) {
                refusals.add(refused);
            }
        }
        if (answers.isEmpty() && !refusals.isEmpty()) {
            throw refusals.get(0);
        }
        return answers;
    }

    private Answer.Agents agents(Command.Ps ps, Caller caller) {
        Map<String, Answer.Agents> parts = each(ps.node(), false, new Command.Ps(ps.names()), caller);
        List<AgentRow> rows = new ArrayList<>();
        parts.forEach((node, part) -> part.agents().forEach(row -> rows.add(nodes.on(row, node))));
        rows.sort(Comparator.comparing(AgentRow::name).thenComparing(AgentRow::node));
        return new Answer.Agents(
                rows,
                sum(parts, Answer.Agents::runningCount),
                sum(parts, Answer.Agents::maxWorkers),
                sum(parts, Answer.Agents::waitingCount),
                rows(caller));
    }

    private static <A> int sum(Map<String, A> parts, Function<A, Integer> number) {
        return parts.values().stream().mapToInt(number::apply).sum();
    }

    private List<NodeRow> rows(Caller caller) {
        return stages.keySet().stream()
                .map(node -> nodes.row(node, ask(node, new Command.Ps(List.of()), caller)))
                .toList();
    }

    private Answer.Status status(Caller caller) {
        Answer.Status own = ask(nodes.self(), new Command.Status(), caller);
        Answer.Agents all = agents(new Command.Ps(List.of()), caller);
        return new Answer.Status(
                all.agents().size(),
                all.runningCount(),
                all.maxWorkers(),
                all.waitingCount(),
                own.runMode(),
                own.uptime(),
                own.commandInterfaceEnabled(),
                own.commandSocketPath(),
                own.version(),
                nodes.self(),
                own.name(),
                own.shuttingDown(),
                own.stuck(),
                "harbour",
                all.nodes());
    }

    private Answer.Usage usage(Caller caller) {
        List<UsageRow> agents = new ArrayList<>();
        List<UsageRow> orchestrators = new ArrayList<>();
        each(null, true, new Command.Stats(), caller).forEach((node, part) -> {
            part.agents().forEach(row -> agents.add(row.on(node)));
            orchestrators.add(part.orchestrator().on(node));
        });
        List<NodeRow> told = rows(caller).stream()
                .map(row -> row.state() == State.UP ? row : row.withMissing("it can't be reached"))
                .toList();
        return new Answer.Usage(agents, orchestrators.get(0), orchestrators, told);
    }

    private Answer.Events events(Command.History question, Caller caller) {
        List<EventRow> rows = new ArrayList<>();
        Map<String, Answer.Capacity> capacities = new LinkedHashMap<>();
        for (String node : question.node() == null ? stages.keySet() : List.of(owner(question.node()))) {
            if (nodes.isUp(node)) {
                Answer.Events part = ask(
                        node,
                        new Command.History(question.last(), question.agent(), question.type(), question.floor(node)),
                        caller);
                part.events().forEach(row -> rows.add(nodes.on(row, node)));
                capacities.put(node, part.capacity());
            }
        }
        rows.sort(Comparator.comparing((EventRow row) -> row.event().timestamp()));
        int from = Math.max(0, rows.size() - question.last());
        Answer.Capacity own = capacities.values().iterator().next();
        return new Answer.Events(List.copyOf(rows.subList(from, rows.size())), question, own, capacities, rows(caller));
    }

    private Answer.Steered steered(Command.Steer steer, Caller caller) {
        List<AgentOutcome> outcomes = new ArrayList<>();
        each(steer.node(), true, new Command.Steer(steer.verb(), steer.names(), steer.awaited()), caller)
                .forEach((node, part) -> part.outcomes().forEach(each -> outcomes.add(each.on(node))));
        return new Answer.Steered(outcomes);
    }

    private Answer.AgentDetail detail(Command.AgentStatus one, Caller caller) {
        Map<String, Answer.AgentDetail> found = each(one.node(), true, new Command.AgentStatus(one.agent()), caller);
        String node = found.keySet().iterator().next();
        Answer.AgentDetail detail = found.values().iterator().next();
        return new Answer.AgentDetail(nodes.on(detail.agent(), node), detail.dependencies(), detail.dependents());
    }

    private Answer.LogLines lines(Command.Logs question, Caller caller) {
        List<LogRow> lines = new ArrayList<>();
        Command.Logs plain = new Command.Logs(question.names(), question.last(), question.since(), question.grep());
        each(question.node(), true, plain, caller)
                .forEach((node, part) -> part.lines().forEach(line -> lines.add(line.on(node))));
        return new Answer.LogLines(lines, null, rows(caller));
    }

    // ---------------------------------------------------------------------------------------------- following

    @Override
    public synchronized Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        follower.present(events(question, caller));
        Command.History none = new Command.History(0, question.agent(), question.type(), null);
        return all(node -> stage(node).follow(none, caller, later(row -> {
            if (nodes.isUp(node)) {
                follower.next(nodes.on(row, node));
            }
        })));
    }

    @Override
    public synchronized Future<Following> follow(
            Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        follower.present(lines(question, caller));
        Command.Logs none = new Command.Logs(question.names(), 0, question.since(), question.grep());
        return all(node -> stage(node).follow(none, caller, later(line -> {
            if (question.node() == null || question.node().equals(node)) {
                follower.next(line.on(node));
            }
        })));
    }

    private Future<Following> all(Function<String, Future<Following>> follow) {
        List<Following> each = stages.keySet().stream()
                .map(node -> follow.apply(node).result())
                .toList();
        return Future.succeededFuture(() -> each.forEach(Following::close));
    }

    private static <P, N> Follower<P, N> later(Consumer<N> to) {
        return new Follower<>() {
            @Override
            public void present(P present) {
                // Asked for none.
            }

            @Override
            public void next(N next) {
                to.accept(next);
            }
        };
    }
}
