package dev.baton.cluster.forward;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Commands;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.command.NodeRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines, which are numbered for each agent. Whoever comes back asks for a little more than is new, and leaves out what was told. */
final class LineStream implements Stream<Answer.LogLines, LogRow> {
    private static final Duration OVERLAP = Duration.ofSeconds(5);
    /** For how long a process may have been there before it is a node; lines of an earlier one have no number above 0. */
    private static final Duration STARTING = Duration.ofMinutes(1);

    private final Command.Logs question;
    private final Commands local;

    LineStream(Command.Logs question, Commands local) {
        this.question = question;
        this.local = local;
    }

    @Override
    public Class<Answer.LogLines> kind() {
        return Answer.LogLines.class;
    }

    @Override
    public FollowAsk ask(
            String node, String id, Caller caller, int part, From from, Told<Answer.LogLines, LogRow> told) {
        Command.Logs theirs =
                switch (from.where()) {
                    case AS_ASKED -> Questions.on(node, question, question.names());
                    case LATE -> late(node, from.most());
                    case BEGINNING -> since(node, from.ago().plus(STARTING), from.most());
                    case AFTER -> since(node, from.ago().plus(OVERLAP), from.most());
                };
        return new FollowAsk(id, null, theirs, caller, part);
    }

    private Command.Logs late(String node, int most) {
        int last = Math.min(question.last(), most);
        return new Command.Logs(question.names(), last, question.since(), question.grep(), node);
    }

    private Command.Logs since(String node, Duration ago, int most) {
        return new Command.Logs(question.names(), most, ago, question.grep(), node);
    }

    @Override
    public Future<Following> here(String self, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        return local.follow(Questions.on(self, question, question.names()), caller, follower);
    }

    @Override
    public Answer.LogLines merged(List<Part<Answer.LogLines>> parts, String self, List<NodeRow> nodes) {
        return Merging.lines(question, parts, nodes);
    }

    @Override
    public List<LogRow> rows(News news) {
        return news.lines();
    }

    @Override
    public LogRow on(String node, LogRow row) {
        return row.on(node);
    }

    @Override
    public Told<Answer.LogLines, LogRow> nothing(String node) {
        return new Lines(question.grep() == null, false);
    }

    @Override
    public Told<Answer.LogLines, LogRow> beginning() {
        return new Lines(question.grep() == null, true);
    }

    /** The number of the last line of each agent, and when the last of all was written, by the clock of its node. */
    private static final class Lines implements Told<Answer.LogLines, LogRow> {
        private final boolean isOfAll;
        private final boolean isFromBeginning;
        private final Map<String, Long> seqs = new HashMap<>();
        private Instant latest = Instant.MIN;
        private boolean isKnown;

        Lines(boolean isOfAll, boolean isFromBeginning) {
            this.isOfAll = isOfAll;
            this.isFromBeginning = isFromBeginning;
            this.isKnown = isFromBeginning;
        }

        @Override
        public void first(Answer.LogLines present) {
            isKnown = true;
            present.lines().forEach(this::note);
        }

        @Override
        public List<LogRow> fresh(Answer.LogLines present) {
            Instant before = latest;
            isKnown = true;
            return present.lines().stream()
                    .filter(row -> isAfter(row, before) && isNew(row))
                    .toList();
        }

        /** Of an agent that was silent up to then all that is younger is new. */
        private boolean isAfter(LogRow row, Instant before) {
            return seqs.containsKey(row.agent()) || row.timestamp().isAfter(before);
        }

        @Override
        public long missing(Answer.LogLines present, int most) {
            if (!isKnown || present.incomplete() != null || present.lines().size() >= most) {
                return -1;
            }
            Map<String, Long> last = new HashMap<>(seqs);
            long missing = 0;
            for (LogRow row : present.lines()) {
                missing += gap(row, last);
                last.merge(row.agent(), Math.max(0, row.seq()), Math::max);
            }
            return missing;
        }

        @Override
        public boolean isOfAnotherLife(Answer.LogLines present) {
            return false;
        }

        @Override
        public long gap(LogRow row) {
            return gap(row, seqs);
        }

        /** Of an agent of which nothing is known only what is before the beginning is known. */
        private long gap(LogRow row, Map<String, Long> last) {
            Long before = isFromBeginning ? last.getOrDefault(row.agent(), 0L) : last.get(row.agent());
            return isOfAll && before != null ? Math.max(0, row.seq() - before - 1) : 0;
        }

        @Override
        public boolean isNew(LogRow row) {
            if (row.seq() <= seqs.getOrDefault(row.agent(), 0L)) {
                return false;
            }
            note(row);
            return true;
        }

        private void note(LogRow row) {
            seqs.merge(row.agent(), row.seq(), Math::max);
            if (row.timestamp().isAfter(latest)) {
                latest = row.timestamp();
            }
        }
    }
}
