package dev.baton.demo;

import dev.baton.agent.PeriodicAgent;
import dev.baton.settings.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows a file as {@code tail -F} does and counts the lines with certain words. Each round with something new emits
 * {@code LOG_COUNTS {lines, keywords: {…}}}, and every round publishes a sample {@code log KEYWORD} per keyword. Lines
 * that name this agent are left out, so that it can follow the log it writes to itself.
 */
public final class LogWatcher extends PeriodicAgent {
    private static final int MOST_KEYWORDS = 20;
    /** Enough for ten megabytes; a log that grows faster is caught up with in the next rounds. */
    private static final int POLLS_PER_ROUND = 10;

    private Settings settings;
    private Pattern ownName;
    private KeywordCounts counts;
    private @Nullable LogFollower follower;

    /** Called by Baton. */
    public LogWatcher() {}

    @Override
    protected Class<? extends Record> configType() {
        return Settings.class;
    }

    @Override
    protected void validate(Findings findings) {
        List<String> keywords = context().config(Settings.class).keywords();
        if (keywords.stream().anyMatch(String::isBlank)) {
            findings.error("keywords", "one of the keywords is empty: remove it");
        }
        if (keywords.size() > MOST_KEYWORDS) {
            findings.error("keywords", keywords.size() + " keywords are too many: name at most " + MOST_KEYWORDS);
        }
    }

    @Override
    protected void setup() {
        settings = context().config(Settings.class);
        ownName = KeywordCounts.word(context().name());
        counts = new KeywordCounts(settings.keywords());
        follower = new LogFollower(settings.file(), settings.fromStart(), this::tellChange);
    }

    @Override
    protected void runner() throws IOException {
        long before = counts.lines();
        for (int i = 0; i < POLLS_PER_ROUND && follower.poll(this::count); i++) {
            if (context().isStopping()) {
                return;
            }
        }
        if (counts.lines() > before) {
            context().emit("LOG_COUNTS", Map.of("lines", counts.lines(), "keywords", counts.counts()));
        }
        counts.counts().forEach((keyword, lines) -> new Sample("log " + keyword, lines, "").publish(context()));
    }

    @Override
    protected void onClose() throws IOException {
        if (follower != null) {
            follower.close();
            context().logger().info("{} lines read: {}", counts.lines(), counts);
        }
    }

    private void count(String line) {
        if (!ownName.matcher(line).find()) {
            counts.add(line);
        }
    }

    private void tellChange(LogFollower.Change change) {
        switch (change) {
            case OPENED -> context().logger().info("following {}", settings.file());
            case ROTATED -> context().logger().info("{} was moved away: going on with the new one", settings.file());
            case TRUNCATED -> context().logger().info("{} was cut: going on from its start", settings.file());
        }
    }

    /**
     * What to follow and what to count.
     *
     * @param file need not be there yet; relative to Baton's working directory
     * @param keywords whole words, in the same case; ERROR and WARNING if left out
     * @param fromStart whether to read also what the file holds when it is first seen; true if left out
     */
    record Settings(
            Path file,
            @Nullable List<String> keywords,
            @Nullable Boolean fromStart) {
        Settings {
            keywords = keywords == null ? List.of("ERROR", "WARNING") : keywords;
            fromStart = fromStart == null || fromStart;
        }
    }
}
