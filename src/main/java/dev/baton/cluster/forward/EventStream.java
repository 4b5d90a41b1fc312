package dev.baton.cluster.forward;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.NodeRow;
import dev.baton.event.EventNames;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events, which each node numbers: so it is known what was told, and how many were not. */
final class EventStream implements Stream<Answer.Events, EventRow> {
    /** Of these a history keeps so many of each agent, not as many as there is room for. */
    static final Map<String, Integer> KEPT_APART =
            Map.of(EventNames.AGENT_HEARTBEAT, 2, EventNames.COMMAND_EXECUTED, 1_000);

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
            case LATE -> late(node, question.floor(node), from.most());
            case BEGINNING -> since(node, 0L, from.most());
            case AFTER -> since(node, ((Position) told).seq, from.most());
        };
    }

    private Command.History late(String node, @Nullable Long floor, int most) {
        return since(node, floor, floor == null ? Math.min(question.last(), most) : most);
    }

    private Command.History since(String node, @Nullable Long seq, int most) {
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
    public Told<Answer.Events, EventRow> nothing(String node) {
        return new Position(question, question.floor(node));
    }

    @Override
    public Told<Answer.Events, EventRow> beginning() {
        return new Position(question, 0L);
    }

    /** The number of the last event that was told or did not concern the question. */
    private static final class Position implements Told<Answer.Events, EventRow> {
        private final Command.History question;
        private boolean isKnown;
        private long seq;

        Position(Command.History question, @Nullable Long seq) {
            this.question = question;
            this.isKnown = seq != null;
            this.seq = seq == null ? 0 : seq;
        }

        @Override
        public void first(Answer.Events present) {
            seq = present.capacity().newestSeq();
            isKnown = true;
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
        public long missing(Answer.Events present, int most) {
            int size = present.events().size();
            long untold = present.capacity().newestSeq() - seq - size;
            if (question.agent() == null && question.type() == null) {
                return isKnown || untold <= 0 ? Math.max(0, untold) : -1;
            }
            return isKnown && size < most && isKept(present.capacity()) && !isOutgrown(present.events()) ? 0 : -1;
        }

        private boolean isKept(Answer.Capacity capacity) {
            boolean isApart = question.type() != null && KEPT_APART.containsKey(question.type());
            return isApart || capacity.newestSeq() <= seq || capacity.oldestSeq() <= seq + 1;
        }

        /** Of what is kept apart there may have been more if there is as much as can be kept. */
        private static boolean isOutgrown(List<EventRow> rows) {
            Map<String, Integer> counts = new HashMap<>();
            return rows.stream().map(EventRow::event).anyMatch(event -> {
                Integer most = KEPT_APART.get(event.name());
                return most != null && counts.merge(event.name() + ' ' + event.agent(), 1, Integer::sum) >= most;
            });
        }

        @Override
        public boolean isOfAnotherLife(Answer.Events present) {
            return present.capacity().newestSeq() < seq;
        }

        @Override
        public long gap(EventRow row) {
            return 0;
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
