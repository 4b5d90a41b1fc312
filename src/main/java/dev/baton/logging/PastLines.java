package dev.baton.logging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one agent's files that are older than those in memory, searched file by file, the newest first. They are
 * numbered backwards from the oldest in memory. For one thread.
 */
final class PastLines {
    private static final int PIECE = 64 * 1024;
    private static final int LONGEST = 64 * 1024;
    private static final long FIRST_SPAN = 1 << 20;
    private static final int GROWTH = 8;

    private final String agent;
    private final LogQuery query;
    private final Effort effort;
    private final int most;
    private final Seam seam;
    private long numberAfter;

    /** @param present what is in memory, oldest first */
    PastLines(String agent, LogQuery query, List<LogBook.Line> present, int most, Effort effort) {
        this.agent = agent;
        this.query = query;
        this.effort = effort;
        this.most = most;
        this.seam = new Seam(present);
        this.numberAfter = present.isEmpty() ? 1 : present.get(0).seq();
    }

    /**
     * What was found in a file.
     *
     * @param lines those that match, oldest first
     * @param first when the oldest line was written that was looked at; null if there was none
     */
    record Section(List<LogBook.Line> lines, @Nullable Instant first) {}

    /**
     * Searches {@code file}, from its end as far back as it takes.
     *
     * @param floor lines before it don't matter; null if all do
     * @return null if the effort was spent before
     */
    @Nullable
    Section search(PastFile file, @Nullable Instant floor) throws IOException {
        long span = file.isPacked() ? Long.MAX_VALUE : FIRST_SPAN;
        while (true) {
            long start = Math.max(0, file.size() - span);
            Scan scan = new Scan(start > 0);
            if (!scan.read(file, start)) {
                return null;
            }
            if (start == 0 || scan.matching.size() >= most || isBefore(scan.first, floor)) {
                seam.pass(scan.dropped);
                return scan.section();
            }
            span *= GROWTH;
        }
    }

    static boolean isBefore(@Nullable Instant moment, @Nullable Instant floor) {
        return moment != null && floor != null && moment.isBefore(floor);
    }

    /** One reading of a file, or of its end. */
    private final class Scan implements LineCutter.Lines {
        private final LineCutter cutter = new LineCutter(LONGEST, this);
        private final Deque<LogBook.Line> matching = new ArrayDeque<>();
        private final Deque<LogBook.Line> onSeam = new ArrayDeque<>();
        private final Map<LogStream, Integer> dropped = new EnumMap<>(LogStream.class);
        private boolean inHalfLine;
        private long characters;
        private long count;
        private @Nullable Instant first;

        Scan(boolean beginsInHalfLine) {
            inHalfLine = beginsInHalfLine;
        }

        /** Whether it came to the end. */
        boolean read(PastFile file, long start) throws IOException {
            InputStream in = file.from(start);
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                effort.spend(read);
                if (effort.isSpent()) {
                    return false;
                }
                cutter.accept(piece, 0, read);
            }
            // A line without an end is one that is being written.
            seam.leave(onSeam, dropped).forEach(this::take);
            return true;
        }

        @Override
        public void line(byte[] bytes, int offset, int length, boolean goesOn) {
            if (inHalfLine || goesOn) {
                inHalfLine = false;
                return;
            }
            FileLine.parse(agent, new String(bytes, offset, length, StandardCharsets.UTF_8))
                    .ifPresent(this::sort);
        }

        private void sort(LogBook.Line line) {
            if (first == null) {
                first = line.timestamp();
            }
            int side = seam.side(line);
            if (side < 0) {
                take(line);
            } else if (side == 0) {
                onSeam.add(line);
            }
        }

        /** Numbered within the file first. */
        private void take(LogBook.Line line) {
            count++;
            if (!query.matches(line)) {
                return;
            }
            matching.add(numbered(line, count));
            characters += line.text().length();
            while (matching.size() > most || (characters > Newest.MOST_CHARACTERS && matching.size() > 1)) {
                characters -= matching.remove().text().length();
            }
        }

        Section section() {
            List<LogBook.Line> lines = new ArrayList<>();
            matching.forEach(line -> lines.add(numbered(line, numberAfter - 1 - (count - line.seq()))));
            numberAfter -= count;
            return new Section(lines, first);
        }

        private LogBook.Line numbered(LogBook.Line line, long number) {
            return new LogBook.Line(agent, number, line.timestamp(), line.stream(), line.level(), line.text());
        }
    }
}
