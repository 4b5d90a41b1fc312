package dev.baton.testing;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.event.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The latest events, and who follows them. Guarded by whoever has it. */
final class ScriptedEvents {
    private final int capacity;
    private final Deque<EventRow> rows = new ArrayDeque<>();
    private final List<Followed> followers = new CopyOnWriteArrayList<>();
    private long seq;

    ScriptedEvents(int capacity) {
        this.capacity = capacity;
    }

    private record Followed(Command.History question, Follower<Answer.Events, EventRow> follower) {}

    /** The number of the next event. */
    long nextSeq() {
        return seq + 1;
    }

    void add(Event event) {
        seq = event.seq();
        EventRow row = new EventRow(event, event.data());
        rows.add(row);
        if (rows.size() > capacity) {
            rows.remove();
        }
        for (Followed each : followers) {
            if (concerns(each.question, row)) {
                each.follower.next(row);
            }
        }
    }

    Answer.Events find(Command.History question) {
        List<EventRow> found = rows.stream()
                .filter(row -> concerns(question, row)
                        && (question.afterSeq() == null || row.event().seq() > question.afterSeq()))
                .toList();
        int from = Math.max(0, found.size() - question.last());
        return new Answer.Events(found.subList(from, found.size()), question, fill());
    }

    Answer.EventCounts counts() {
        Map<String, Long> byType = new TreeMap<>();
        rows.forEach(row -> byType.merge(row.event().name(), 1L, Long::sum));
        return new Answer.EventCounts(byType, Map.of(), fill());
    }

    Following follow(Command.History question, Follower<Answer.Events, EventRow> follower) {
        Followed followed = new Followed(question, follower);
        follower.present(find(question));
        followers.add(followed);
        return () -> followers.remove(followed);
    }

    int followers() {
        return followers.size();
    }

    void forget() {
        rows.clear();
        seq = 0;
    }

    private Answer.Capacity fill() {
        long oldest = rows.isEmpty() ? 0 : rows.element().event().seq();
        return new Answer.Capacity(rows.size(), capacity, oldest, seq, seq);
    }

    private static boolean concerns(Command.History question, EventRow row) {
        return (question.agent() == null || question.agent().equals(row.event().agent()))
                && (question.type() == null
                        || question.type().equals(row.event().name()));
    }
}
