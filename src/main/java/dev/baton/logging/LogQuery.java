package dev.baton.logging;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a {@link LogBook} are asked for. All conditions hold at once.
 *
 * @param agents whose; the members of a pool, {@code pool.member}, count as the pool
 * @param last how many at most, the newest ones; 0 gives none
 * @param since only lines from then on, null for all
 * @param grep only lines in which this is found, null for all
 */
public record LogQuery(
        Set<String> agents,
        int last,
        @Nullable Instant since,
        @Nullable Pattern grep) {
    /** So many characters a search may look at in one line, again and again; with some patterns there would be no end. */
    private static final int PATIENCE = 200_000;

    /** Copies the names. */
    public LogQuery {
        agents = Set.copyOf(agents);
    }

    /** The same of {@code more} agents, too. */
    LogQuery alsoOf(Set<String> more) {
        Set<String> all = new HashSet<>(agents);
        return all.addAll(more) ? new LogQuery(all, last, since, grep) : this;
    }

    /** Whether a line of {@code writer} may be asked for. */
    boolean concerns(String writer) {
        if (agents.contains(writer)) {
            return true;
        }
        int dot = writer.lastIndexOf('.');
        return dot > 0 && agents.contains(writer.substring(0, dot));
    }

    /** Whether {@code line} is of interest, if it is of one of the agents. A search that takes too long finds nothing. */
    public boolean matches(LogBook.Line line) {
        if (since != null && line.timestamp().isBefore(since)) {
            return false;
        }
        return grep == null || finds(grep, line.text());
    }

    List<LogBook.Line> choose(List<LogBook.Line> lines) {
        List<LogBook.Line> chosen = since == null && grep == null
                ? lines
                : lines.stream().filter(this::matches).toList();
        return List.copyOf(chosen.subList(Math.max(0, chosen.size() - last), chosen.size()));
    }

    private static boolean finds(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Limited(text, 0)).find();
        } catch (TookTooLong e) {
            return false;
        } catch (StackOverflowError e) {
            // Java's matcher goes as deep as some patterns are long.
            return false;
        }
    }

    /** Text that can be looked at so many times only. */
    private static final class Limited implements CharSequence {
        private final CharSequence text;
        private int looks;

        Limited(CharSequence text, int looks) {
            this.text = text;
            this.looks = looks;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > PATIENCE) {
                throw new TookTooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Limited(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TookTooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TookTooLong() {
            super("", null, false, false);
        }
    }
}
