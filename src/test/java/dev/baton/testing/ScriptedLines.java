package dev.baton.testing;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;

/** The latest lines of each agent, and who follows them. Guarded by whoever has it. */
final class ScriptedLines {
    private final int capacity;
    private final BiPredicate<String, String> matches;
    private final Map<String, Deque<LogRow>> lines = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final List<Followed> followers = new CopyOnWriteArrayList<>();

    /**
     * No lines.
     *
     * @param capacity how many are remembered of each agent
     * @param matches whether a pattern means an agent
     */
    ScriptedLines(int capacity, BiPredicate<String, String> matches) {
        this.capacity = capacity;
        this.matches = matches;
    }

    private record Followed(Command.Logs question, Follower<Answer.LogLines, LogRow> follower) {}

    void add(String agent, Instant time, String level, String text) {
        LogRow line = new LogRow(agent, numbers.merge(agent, 1L, Long::sum), time, "log", level, text);
        Deque<LogRow> written = lines.computeIfAbsent(agent, key -> new ArrayDeque<>());
        written.add(line);
        if (written.size() > capacity) {
            written.remove();
        }
        for (Followed each : followers) {
            if (concerns(each.question, line)) {
                each.follower.next(line);
            }
        }
    }

    Answer.LogLines find(Command.Logs question, Instant now) {
        List<LogRow> found = new ArrayList<>();
        lines.values().forEach(found::addAll);
        found.removeIf(line -> !concerns(question, line) || isTooOld(question, line, now));
        int from = Math.max(0, found.size() - question.last());
        return new Answer.LogLines(List.copyOf(found.subList(from, found.size())));
    }

    private static boolean isTooOld(Command.Logs question, LogRow line, Instant now) {
        return question.since() != null && !line.timestamp().isAfter(now.minus(question.since()));
    }

    Following follow(Command.Logs question, Instant now, Follower<Answer.LogLines, LogRow> follower) {
        Followed followed = new Followed(question, follower);
        follower.present(find(question, now));
        followers.add(followed);
        return () -> followers.remove(followed);
    }

    int followers() {
        return followers.size();
    }

    private boolean concerns(Command.Logs question, LogRow line) {
        return question.names().stream().anyMatch(name -> matches.test(name, line.agent()))
                && (question.grep() == null || line.text().contains(question.grep()));
    }
}
