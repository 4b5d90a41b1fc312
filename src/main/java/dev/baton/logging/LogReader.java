package dev.baton.logging;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds lines of agents: those in the {@link LogBook}, and when more are asked for than it holds, older ones in files, also
 * packed ones. Safe to use from any thread that may wait for a disk.
 *
 * <p>An answer has at most {@value #MOST_LINES} lines and {@value Newest#MOST_CHARACTERS} characters, the newest ones. A
 * search in files ends after {@value Effort#MOST_BYTES} bytes or {@value Effort#MOST_SECONDS} seconds with what it has found.
 */
public final class LogReader {
    /** The most lines of an answer, however many are asked for. */
    public static final int MOST_LINES = 10_000;

    private final LogBook book;
    private final @Nullable Outputs outputs;

    /** @param outputs knows the files, null if there are none */
    public LogReader(LogBook book, @Nullable Outputs outputs) {
        this.book = book;
        this.outputs = outputs;
    }

    /**
     * What was found.
     *
     * @param lines oldest first; those of each agent in the order they were written
     * @param incomplete why there may be more that was asked for, in words; null if there isn't
     */
    public record Found(List<LogBook.Line> lines, @Nullable String incomplete) {
        /** With word of lines that came meanwhile and could not wait. */
        Found without(long leftOut) {
            return leftOut == 0
                    ? this
                    : new Found(
                            lines,
                            leftOut + " lines that were written while these were searched for are left out"
                                    + (incomplete == null ? "" : "; " + incomplete));
        }
    }

    /** The lines asked for. */
    public Found read(LogQuery query) {
        return find(query, book.present(query));
    }

    /**
     * Somebody to whom {@link LogFollower#begin} will show the lines asked for, and who is then told each later line that matches, and
     * none twice. What comes while the present is searched for waits, up to a number; what is left out of it is said. Never calls
     * the two of them at once.
     *
     * @param query its agents may be none yet, see {@link LogFollower#add}
     * @param next is called by whoever writes, so it must return at once
     */
    public LogFollower follower(LogQuery query, Consumer<LogBook.Line> next) {
        return new LogFollower(book, this, query, next);
    }

    /**
     * What is to be found.
     *
     * @param rings what is in memory of the agents asked for
     */
    Found find(LogQuery query, Map<String, List<LogBook.Line>> rings) {
        Newest newest = new Newest(Math.min(query.last(), MOST_LINES));
        rings.values()
                .forEach(lines ->
                        newest.add(lines.stream().filter(query::matches).toList()));
        @Nullable String incomplete = null;
        if (outputs != null && query.last() > 0) {
            incomplete = new PastSearch(query, outputs, newest).run(rings);
        }
        if (incomplete == null && newest.hasLeftOut() && newest.lines().size() < query.last()) {
            incomplete = "an answer has at most " + MOST_LINES + " lines and " + Newest.MOST_CHARACTERS
                    + " characters: these are the newest ones";
        }
        return new Found(newest.lines(), incomplete);
    }
}
