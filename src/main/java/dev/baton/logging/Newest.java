package dev.baton.logging;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest of all lines that were found: so many, and not too many characters. For one thread. */
final class Newest {
    static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    private final int most;
    private List<LogBook.Line> lines = List.of();
    private boolean leftOut;

    Newest(int most) {
        this.most = most;
    }

    /** Adds lines of one agent, in their order; they are older than those added of it before. */
    void add(List<LogBook.Line> more) {
        List<LogBook.Line> all = Interleaving.byTime(List.of(more, lines));
        Deque<LogBook.Line> kept = new ArrayDeque<>();
        long characters = 0;
        for (int i = all.size() - 1; i >= 0; i--) {
            LogBook.Line line = all.get(i);
            characters += line.text().length();
            if (kept.size() == most || (characters > MOST_CHARACTERS && !kept.isEmpty())) {
                leftOut = true;
                break;
            }
            kept.addFirst(line);
        }
        lines = List.copyOf(kept);
    }

    /** How many more lines of one agent there is room for; only those after {@link #floor} count. */
    int most() {
        return most;
    }

    /** Older lines than this would be left out; null for none. */
    @Nullable
    Instant floor() {
        return leftOut || lines.size() == most ? oldest() : null;
    }

    boolean hasLeftOut() {
        return leftOut;
    }

    List<LogBook.Line> lines() {
        return lines;
    }

    private @Nullable Instant oldest() {
        return lines.isEmpty() ? null : lines.get(0).timestamp();
    }
}
