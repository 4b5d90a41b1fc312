package dev.baton.demo;

import dev.baton.agent.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Walks over a tree of folders once, says how far it is, and unless it is stopped ends with a table of the largest files
 * and the event {@code LARGEST_FILES {root, files, bytes, unreadable, largest: [{path, bytes}]}}, with paths relative to
 * the root.
 */
public final class DiskScanner extends Agent {
    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(500);
    /** An event is small: that many files, and only the ends of long paths. */
    private static final int MOST_IN_EVENT = 10;

    private static final int LONGEST_IN_EVENT = 200;
    private static final int LONGEST_IN_TABLE = 80;

    private Settings settings;
    private Path root;
    private TreeScan scan;
    private Instant lastProgress = Instant.MIN;

    /** Called by Baton. */
    public DiskScanner() {}

    @Override
    protected Class<? extends Record> configType() {
        return Settings.class;
    }

    @Override
    protected void setup() throws IOException {
        settings = context().config(Settings.class);
        if (!Files.isDirectory(settings.root())) {
            throw new IllegalArgumentException(
                    "root is " + settings.root() + " but there is no such folder: name one that is there");
        }
        root = settings.root().toRealPath();
    }

    @Override
    protected void execute() throws IOException {
        LargestFiles largest = new LargestFiles(settings.top());
        scan = new TreeScan(root, largest, context()::isStopping, this::tellProgressNowAndThen);
        context().logger().info("scanning {} for its {} largest files", root, settings.top());
        boolean complete = scan.run();
        tellProgress();
        if (complete) {
            tellResult(largest.largestFirst());
            context().logger().success("{}: {}", root, totals());
        } else {
            context().logger().info("{}: stopped after {}", root, totals());
        }
    }

    private void tellProgressNowAndThen() {
        Instant now = context().clock().instant();
        if (lastProgress.isBefore(now.minus(PROGRESS_INTERVAL))) {
            lastProgress = now;
            tellProgress();
        }
    }

    private void tellProgress() {
        context().progress(scan.foldersDone(), scan.foldersToDo(), totals());
    }

    private void tellResult(List<LargestFiles.Found> largest) {
        TextTable table = new TextTable(TextTable.Align.RIGHT, TextTable.Align.LEFT);
        largest.forEach(file -> table.row(Amounts.bytes(file.bytes()), end(relative(file), LONGEST_IN_TABLE)));
        table.lines().forEach(context().logger()::info);
        context().emit("LARGEST_FILES", data(largest));
    }

    private Map<String, Object> data(List<LargestFiles.Found> largest) {
        return Map.of(
                "root", end(root.toString(), LONGEST_IN_EVENT),
                "files", scan.files(),
                "bytes", scan.bytes(),
                "unreadable", scan.unreadable(),
                "largest",
                        largest.stream()
                                .limit(MOST_IN_EVENT)
                                .map(file ->
                                        Map.of("path", end(relative(file), LONGEST_IN_EVENT), "bytes", file.bytes()))
                                .toList());
    }

    private String totals() {
        String unreadable = scan.unreadable() == 0 ? "" : ", " + Amounts.count(scan.unreadable()) + " unreadable";
        return Amounts.count(scan.files()) + " files, " + Amounts.bytes(scan.bytes()) + unreadable;
    }

    private String relative(LargestFiles.Found file) {
        return root.relativize(file.path()).toString();
    }

    private static String end(String path, int longest) {
        return path.length() <= longest ? path : "…" + path.substring(path.length() - longest);
    }

    /**
     * Where to look, and how many files to name.
     *
     * @param root a folder, relative to Baton's working directory
     * @param top how many files, from 1 to 1,000
     */
    record Settings(Path root, int top) {
        static final Settings DEFAULT = new Settings(Path.of("."), 10);
        private static final int MOST = 1000;

        Settings {
            if (top < 1 || top > MOST) {
                throw new IllegalArgumentException("top is " + top + " but must be from 1 to " + MOST);
            }
        }
    }
}
