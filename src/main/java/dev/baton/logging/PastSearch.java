package dev.baton.logging;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks in files for lines that are older than those in memory, as far as they are asked for. For one thread. */
final class PastSearch {
    private final LogQuery query;
    private final Outputs outputs;
    private final Newest newest;
    private final Effort effort;
    private @Nullable String incomplete;

    PastSearch(LogQuery query, Outputs outputs, Newest newest) {
        this.query = query;
        this.outputs = outputs;
        this.newest = newest;
        this.effort = new Effort(outputs.nanos());
    }

    /**
     * Adds what is found to the newest ones.
     *
     * @param rings what is in memory by agent, the matching ones of which are among the newest ones already
     * @return why that may not be all, null if it is
     */
    @Nullable
    String run(Map<String, List<LogBook.Line>> rings) {
        try {
            outputs.filesOf(query).forEach((agent, file) -> {
                List<LogBook.Line> ring = rings.getOrDefault(agent, List.of());
                if (!reachesBack(ring)) {
                    searchAll(agent, file, ring);
                }
            });
        } catch (IOException e) {
            incomplete = "the log files can't be read: " + FileTrouble.why(e);
        }
        return incomplete;
    }

    private static String tooMuch() {
        return "the search ended after " + Effort.MOST_SECONDS + " seconds or " + (Effort.MOST_BYTES >> 20)
                + "MB of log files: ask for less, or look into the files";
    }

    /** Whether nothing older than what is in memory can be among the lines asked for. */
    private boolean reachesBack(List<LogBook.Line> ring) {
        if (ring.isEmpty()) {
            return false;
        }
        Instant oldest = ring.get(0).timestamp();
        return isBefore(oldest, query.since()) || (newest.floor() != null && !isBefore(newest.floor(), oldest));
    }

    private void searchAll(String agent, OutputFile file, List<LogBook.Line> ring) {
        List<PastFile> files = List.of();
        try {
            files = file.undisturbed(PastSearch::open);
            search(new PastLines(agent, query, ring, newest.most(), effort), files);
        } catch (IOException e) {
            incomplete = "the log files of " + agent + " can't be read: " + FileTrouble.why(e);
        } finally {
            files.forEach(PastFile::close);
        }
    }

    private void search(PastLines lines, List<PastFile> newestFirst) throws IOException {
        int found = 0;
        for (PastFile file : newestFirst) {
            PastLines.@Nullable Section section = searchOne(lines, file);
            if (section == null) {
                incomplete = tooMuch();
                return;
            }
            newest.add(section.lines());
            found += section.lines().size();
            if (found >= newest.most() || isBefore(section.first(), floor())) {
                return;
            }
        }
    }

    private PastLines.@Nullable Section searchOne(PastLines lines, PastFile file) throws IOException {
        try {
            return lines.search(file, floor());
        } catch (IOException e) {
            throw new IOException(file.path().getFileName() + ": " + FileTrouble.why(e), e);
        }
    }

    /** What is older can't be among the lines asked for. */
    private @Nullable Instant floor() {
        @Nullable Instant least = newest.floor();
        @Nullable Instant since = query.since();
        return least == null || isBefore(least, since) ? since : least;
    }

    private static boolean isBefore(@Nullable Instant moment, @Nullable Instant floor) {
        return PastLines.isBefore(moment, floor);
    }

    private static List<PastFile> open(Aside aside) throws IOException {
        List<Path> paths = new ArrayList<>(aside.all());
        Collections.reverse(paths);
        List<PastFile> files = new ArrayList<>();
        try {
            for (Path path : paths) {
                openIfThere(path).ifPresent(files::add);
            }
        } catch (IOException e) {
            files.forEach(PastFile::close);
            throw e;
        }
        return files;
    }

    private static Optional<PastFile> openIfThere(Path path) throws IOException {
        try {
            return Optional.of(PastFile.open(path));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // deleted by somebody else at this moment
        }
    }
}
