package dev.baton.cluster.forward;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.NodeRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Events, which each node numbers: so it is known what was told, and how many were not. */
final class EventStream implements Stream<Answer.Events, EventRow> {
    private final Command.History question;
    private final Commands local;

    EventStream(Command.History question, Commands local) {
        this.question = question;
        this.local = local;
    }

    @Override
    public Class<Answer.Events> kind() {
        return Answer.Events.class;
    }

    @Override
    public FollowAsk ask(
            String node, String id, Caller caller, int part, From from, Told<Answer.Events, EventRow> told) {
        return new FollowAsk(id, question(node, from, told), null, caller, part);
    }

    private Command.History question(String node, From from, Told<Answer.Events, EventRow> told) {
        return switch (from.where()) {
            case AS_ASKED -> Questions.on(node, question);
            case BEGINNING -> since(node, 0, from.most());
            case AFTER -> since(node, ((Position) told).seq, from.most());
        };
    }

    private Command.History since(String node, long seq, int most) {
        return new Command.History(most, question.agent(), question.type(), seq, Map.of(), node);
    }

    @Override
    public Future<Following> here(String self, Caller caller, Follower<Answer.Events, EventRow> follower) {
        return local.follow(Questions.on(self, question), caller, follower);
    }

    @Override
    public Answer.Events merged(List<Part<Answer.Events>> parts, String self, List<NodeRow> nodes) {
        return Merging.events(question, parts, self, nodes);
    }

    @Override
    public List<EventRow> rows(News news) {
        return news.events();
    }

    @Override
    public EventRow on(String node, EventRow row) {
        return row;
    }

    @Override
    public Told<Answer.Events, EventRow> nothing() {
        return new Position(question.agent() == null && question.type() == null);
    }

    /** The number of the last event that was told or did not concern the question. */
    private static final class Position implements Told<Answer.Events, EventRow> {
        private final boolean isOfAll;
        private long seq;

        Position(boolean isOfAll) {
            this.isOfAll = isOfAll;
        }

        @Override
        public void first(Answer.Events present) {
            seq = Math.max(seq, present.capacity().newestSeq());
        }

        @Override
        public List<EventRow> fresh(Answer.Events present) {
            long before = seq;
            first(present);
            return present.events().stream()
                    .filter(row -> row.event().seq() > before)
                    .toList();
        }

        @Override
        public long missing(Answer.Events present) {
            Answer.Capacity capacity = present.capacity();
            if (isOfAll) {
                return Math.max(0, capacity.newestSeq() - seq - present.events().size());
            }
            boolean isKept = capacity.oldestSeq() <= seq + 1 || capacity.newestSeq() <= seq;
            return isKept ? 0 : -1;
        }

        @Override
        public boolean isNew(EventRow row) {
            if (row.event().seq() <= seq) {
                return false;
            }
            seq = row.event().seq();
            return true;
        }
    }
}
