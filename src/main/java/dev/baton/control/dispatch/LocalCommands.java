package dev.baton.control.dispatch;

import dev.baton.agent.Condition;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.history.CapacityInfo;
import dev.baton.history.History;
import dev.baton.history.HistoryPage;
import dev.baton.history.HistoryQuery;
import dev.baton.history.PastEvent;
import dev.baton.orchestrator.AgentSnapshot;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.orchestrator.Census;
import dev.baton.orchestrator.OrchestratorVerticle;
import dev.baton.orchestrator.ShuttingDownException;
import dev.baton.orchestrator.UnknownAgentException;
import dev.baton.settings.InvalidSettings;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out commands on the orchestrator and the history of this process. Whether they may be given is not its affair. */
public final class LocalCommands implements Commands {
    private final OrchestratorVerticle orchestrator;
    private final History history;
    private final AllowedCommands allowed;
    private final Facilities facilities;
    private final AgentRows rows;
    private final long begun;
    private volatile @Nullable Counted counted;

    /** What a census came to. */
    private record Counted(Census census, Answer.Status answer) {
        @SuppressWarnings("ReferenceEquality") // the same one is given as long as nothing has changed
        boolean isStill(Census other, Duration uptime) {
            return census == other && answer.uptime().toMillis() == uptime.toMillis();
        }
    }

    /**
     * Of one orchestrator and its history.
     *
     * @param allowed what may be asked for at all, to be told to whoever asks for the commands
     */
    public LocalCommands(
            OrchestratorVerticle orchestrator, History history, AllowedCommands allowed, Facilities facilities) {
        this.orchestrator = orchestrator;
        this.history = history;
        this.allowed = allowed;
        this.facilities = facilities;
        this.rows = new AgentRows(facilities.node(), facilities.pid());
        this.begun = facilities.nanoTime().getAsLong();
    }

    @Override
    @SuppressWarnings("unchecked") // each command is carried out to its answer
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        requireHere(command);
        return explained((Future<A>) carryOut(command, caller));
    }

    private Future<? extends Answer> carryOut(Command<?> command, Caller caller) {
        if (command instanceof Command.Status) {
            return orchestrator.census().map(this::status);
        } else if (command instanceof Command.Ps ps) {
            return list(ps);
        } else if (command instanceof Command.AgentStatus question) {
            return detail(question.agent());
        } else if (command instanceof Command.Steer steer) {
            return steer(steer);
        } else if (command instanceof Command.Dependencies) {
            return orchestrator.snapshot().map(LocalCommands::dependencies);
        } else if (command instanceof Command.History question) {
            return past().compose(past -> past.query(query(question))).map(LocalCommands::events);
        } else if (command instanceof Command.HistoryStats) {
            return counts();
        } else if (command instanceof Command.Stats) {
            return facilities.usage().get();
        } else if (command instanceof Command.Logs question) {
            return logs(question);
        } else if (command instanceof Command.ListCommands) {
            return Future.succeededFuture(Permitted.catalogue(allowed, caller));
        } else if (command instanceof Command.Reload reload) {
            return facilities.reload().apply(reload.dryRun());
        } else if (command instanceof Command.Shutdown) {
            return shutDown(caller);
        }
        throw new IllegalStateException("nobody carries out " + command.getClass());
    }

    @Override
    public Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        requireHere(question);
        return explained(past().compose(past -> past.follow(query(question), new EventFollower(follower)))
                .map(following -> (Following) following::close));
    }

    @Override
    public Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        return follow(question, follower, false);
    }

    private Future<Following> follow(
            Command.Logs question, Follower<Answer.LogLines, LogRow> follower, boolean mayMeanNone) {
        requireHere(question);
        return explained(facilities
                .logs()
                .follow(question, names -> orchestrator.select(question.names(), mayMeanNone, names), follower));
    }

    /** The same for one node of several, where the lines of names can be followed that mean no agent here as yet. */
    public Commands amongOthers() {
        return new AmongOthers();
    }

    private final class AmongOthers implements Commands {
        @Override
        public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
            return LocalCommands.this.execute(command, caller);
        }

        @Override
        public Future<Following> follow(
                Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
            return LocalCommands.this.follow(question, caller, follower);
        }

        @Override
        public Future<Following> follow(
                Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
            return LocalCommands.this.follow(question, follower, true);
        }
    }

    private void requireHere(Command<?> command) {
        String node = command.node();
        if (node != null && !node.equals(facilities.node())) {
            throw CommandFailure.unknownAgent("there is no node '" + node + "' here: this is '" + facilities.node()
                    + "', and no other is known; leave the node out");
        }
    }

    /** What the rooms inside say when something can't be done, in the words of the catalogue. */
    private static <T> Future<T> explained(Future<T> answer) {
        return answer.succeeded() ? answer : answer.recover(cause -> Future.failedFuture(explained(cause)));
    }

    private static Throwable explained(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownAgentException) {
            return CommandFailure.unknownAgent(message);
        }
        if (cause instanceof ShuttingDownException || cause.getClass() == IllegalStateException.class) {
            return CommandFailure.unavailable(message);
        }
        return cause instanceof InvalidSettings ? CommandFailure.wrongState(message) : cause;
    }

    // ------------------------------------------------------------------------------------------- agents

    private Future<Answer.Agents> list(Command.Ps ps) {
        return orchestrator
                .snapshot(ps.names())
                .compose(agents -> orchestrator.census().map(census -> rows.list(agents, census)));
    }

    private Future<Answer.Steered> steer(Command.Steer steer) {
        return orchestrator.steer(steer.verb(), steer.names(), steer.awaited()).map(Answer.Steered::new);
    }

    private Future<Answer.AgentDetail> detail(String name) {
        Future<List<String>> dependents = orchestrator.dependents(name);
        return orchestrator
                .snapshot(List.of(name))
                .compose(found -> dependents.map(names -> detail(found.get(0), names)));
    }

    private Answer.AgentDetail detail(AgentSnapshot agent, List<String> dependents) {
        Map<String, String> dependencies = new LinkedHashMap<>();
        agent.spec().dependsOn().forEach((name, condition) -> dependencies.put(name, label(condition)));
        return new Answer.AgentDetail(rows.row(agent), dependencies, dependents);
    }

    private static String label(Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT);
    }

    private static Answer.Dependencies dependencies(List<AgentSnapshot> agents) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (AgentSnapshot agent : agents) {
            if (!agent.spec().dependsOn().isEmpty()) {
                all.put(
                        agent.spec().name(),
                        List.copyOf(agent.spec().dependsOn().keySet()));
            }
        }
        return new Answer.Dependencies(all);
    }

    // ------------------------------------------------------------------------------------------- the whole

    /** The same answer again for whoever asks in the same millisecond, which is as exact as uptimes are told. */
    private Answer.Status status(Census census) {
        Duration uptime = Duration.ofNanos(facilities.nanoTime().getAsLong() - begun);
        Counted last = counted;
        if (last == null || !last.isStill(census, uptime)) {
            last = new Counted(census, status(census, uptime));
            counted = last;
        }
        return last.answer();
    }

    private Answer.Status status(Census census, Duration uptime) {
        return new Answer.Status(
                census.total(),
                census.running(),
                census.slots(),
                census.waiting(),
                census.settings().runMode().name(),
                uptime,
                census.settings().enableCommandInterface(),
                census.settings().commandSocketPath(),
                facilities.version(),
                facilities.node(),
                census.settings().name(),
                census.shuttingDown(),
                census.stuck());
    }

    private Future<Answer.ShuttingDown> shutDown(Caller caller) {
        String who = caller.name().isEmpty() ? "an operator" : "operator " + caller.name();
        orchestrator.stopAgents(who + " asked for it");
        // It has begun once the loop has come to what it was given after that.
        return orchestrator.commandsPublished().map(begunToStop -> new Answer.ShuttingDown());
    }

    // ------------------------------------------------------------------------------------------- events and logs

    private HistoryQuery query(Command.History question) {
        return new HistoryQuery(question.last(), question.agent(), question.type(), question.floor(facilities.node()));
    }

    private static Answer.Events events(HistoryPage page) {
        HistoryQuery filters = page.filters();
        List<EventRow> events = new ArrayList<>(page.events().size());
        page.events().forEach(event -> events.add(row(event)));
        return new Answer.Events(
                events,
                new Command.History(filters.last(), filters.agent(), filters.type(), filters.afterSeq()),
                capacity(page.capacityInfo()));
    }

    /** The history, with all commands in it that were answered before. */
    private Future<History> past() {
        return orchestrator.commandsPublished().map(history);
    }

    private static EventRow row(PastEvent event) {
        return new EventRow(event.event(), event.data());
    }

    private static Answer.Capacity capacity(CapacityInfo info) {
        return new Answer.Capacity(
                info.currentSize(), info.capacity(), info.oldestSeq(), info.newestSeq(), info.totalEvents());
    }

    private Future<Answer.EventCounts> counts() {
        return past().compose(History::statistics)
                .map(statistics -> new Answer.EventCounts(
                        statistics.byType(), statistics.byAgent(), capacity(statistics.capacityInfo())));
    }

    private Future<Answer.LogLines> logs(Command.Logs question) {
        return known(question).compose(facilities.logs()::read);
    }

    /** The same question with the agents' names instead of globs and groups. */
    private Future<Command.Logs> known(Command.Logs question) {
        return orchestrator.snapshot(question.names()).map(agents -> {
            List<String> names =
                    agents.stream().map(agent -> agent.spec().name()).toList();
            return new Command.Logs(names, question.last(), question.since(), question.grep());
        });
    }

    /** Tells in the words of the catalogue what the history tells in its own. */
    private record EventFollower(Follower<Answer.Events, EventRow> follower) implements dev.baton.history.Follower {
        @Override
        public void present(HistoryPage page) {
            follower.present(events(page));
        }

        @Override
        public void next(PastEvent event) {
            follower.next(row(event));
        }
    }
}
