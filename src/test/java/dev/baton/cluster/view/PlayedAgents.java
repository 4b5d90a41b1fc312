package dev.baton.cluster.view;

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
import dev.baton.event.Event;
import dev.baton.event.EventBusChannel;
import dev.baton.event.EventCategory;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agents of one node, which a test moves; its commands can hang and fail, which those of a real node do not on demand. */
final class PlayedAgents implements Commands {
    private final Map<String, AgentRow> rows = new LinkedHashMap<>();
    private final EventBusChannel channel;
    private final String node;
    private final List<List<String>> questions = new ArrayList<>();
    private @Nullable CommandFailure failure;
    private @Nullable String restless;
    private boolean hangs;
    private long seq;

    PlayedAgents(EventBusChannel channel, String node) {
        this.channel = channel;
        this.node = node;
    }

    /** An agent is there, or is another one now, and nobody is told. */
    synchronized void put(AgentRow row) {
        rows.put(row.name(), row);
    }

    /** As {@link #put}, and an event tells of it. */
    void move(AgentRow row) {
        put(row);
        tell(EventCategory.AGENT, EventNames.AGENT_READY, row.name(), Map.of());
    }

    synchronized void remove(String name) {
        rows.remove(name);
    }

    synchronized void tell(EventCategory category, String event, @Nullable String agent, Map<String, Object> data) {
        channel.publish(new Event(++seq, Instant.EPOCH, category, event, agent, EventSeverity.INFO, 1, node, data));
    }

    synchronized void fail(@Nullable CommandFailure with) {
        failure = with;
    }

    synchronized void hang(boolean does) {
        hangs = does;
    }

    /** From now on something happens to an agent whenever anything is asked. */
    synchronized void restless(String agent) {
        restless = agent;
    }

    /** The names that were asked for, question by question; empty for all. */
    synchronized List<List<String>> questions() {
        return List.copyOf(questions);
    }

    @Override
    @SuppressWarnings("unchecked") // only agents are asked for
    public synchronized <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        Command.Ps ps = (Command.Ps) command;
        questions.add(ps.names());
        if (restless != null) {
            tell(EventCategory.AGENT, EventNames.AGENT_READY, restless, Map.of());
        }
        if (hangs) {
            return Promise.<A>promise().future();
        }
        if (failure != null) {
            return Future.failedFuture(failure);
        }
        for (String name : ps.names()) {
            if (!rows.containsKey(name)) {
                return Future.failedFuture(CommandFailure.unknownAgent("there is no agent '" + name + "'"));
            }
        }
        List<AgentRow> found =
                rows.values().stream().filter(row -> isMeant(ps, row)).toList();
        int running = (int) rows.values().stream().filter(AgentRow::alive).count();
        return Future.succeededFuture((A) new Answer.Agents(found, running, 20, 0));
    }

    private static boolean isMeant(Command.Ps ps, AgentRow row) {
        return ps.names().isEmpty() || ps.names().contains(row.name());
    }

    @Override
    public Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        throw new UnsupportedOperationException("nobody follows here");
    }

    @Override
    public Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        throw new UnsupportedOperationException("nobody follows here");
    }
}
