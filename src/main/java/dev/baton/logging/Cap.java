package dev.baton.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all files of a folder together below a number of bytes. What was put aside goes first, the oldest of all agents
 * before the others; then the last files of agents that aren't running; and if that is not enough, the largest of those
 * being written are put aside and go too.
 */
final class Cap implements Upkeep.Chore {
    private static final Logger LOG = LoggerFactory.getLogger(Cap.class);

    private final LogFolder folder;
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicLong deleted = new AtomicLong();
    private volatile long bytes = Long.MAX_VALUE;
    /** What was there after the last look, when nothing more could be deleted. */
    private volatile long floor;

    Cap(LogFolder folder) {
        this.folder = folder;
    }

    /** From now on no more than {@code most} bytes. */
    void set(long most) {
        bytes = most;
    }

    long bytes() {
        return bytes;
    }

    /** Beyond this it is time to look; a little later when the last look didn't help. */
    long alarm() {
        return Math.max(bytes, floor + bytes / 64);
    }

    /** How many files were deleted for it so far. */
    long deleted() {
        return deleted.get();
    }

    @Override
    public AtomicBoolean due() {
        return due;
    }

    @Override
    public void run() {
        try {
            enforce();
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.PATH, folder.path())
                    .addKeyValue(LogKeys.REASON, FileTrouble.why(e))
                    .log("The folder of agents' log files can't be kept below its totalCap");
        }
    }

    private void enforce() throws IOException {
        List<LogFolder.Entry> entries = folder.entries();
        folder.recount(entries.stream().mapToLong(LogFolder.Entry::size).sum());
        List<LogFolder.Entry> oldestFirst = entries.stream()
                .sorted(Comparator.comparingLong(LogFolder.Entry::changed))
                .toList();
        for (LogFolder.Entry entry : oldestFirst) {
            if (isTooMuch() && entry.name().number() > 0) {
                count(deleteOldestOf(entry));
            }
        }
        for (LogFolder.Entry entry : oldestFirst) {
            if (isTooMuch() && entry.name().number() == 0) {
                count(deleteUnlessInUse(entry));
            }
        }
        entries.stream()
                .filter(entry -> entry.name().number() == 0)
                .sorted(Comparator.comparingLong(LogFolder.Entry::size).reversed())
                .forEach(this::shorten);
        floor = folder.size();
    }

    private boolean isTooMuch() {
        return folder.size() > bytes;
    }

    private long deleteUnlessInUse(LogFolder.Entry entry) throws IOException {
        Optional<OutputFile> file = folder.file(entry.name().agent());
        return file.isPresent() ? file.get().deleteUnlessInUse() : delete(entry);
    }

    private long deleteOldestOf(LogFolder.Entry entry) throws IOException {
        Optional<OutputFile> file = folder.file(entry.name().agent());
        return file.isPresent() ? file.get().undisturbed(Aside::deleteOldest) : delete(entry);
    }

    private long delete(LogFolder.Entry entry) throws IOException {
        Files.deleteIfExists(entry.path());
        folder.grew(-entry.size());
        return entry.size();
    }

    private void shorten(LogFolder.Entry entry) {
        Optional<OutputFile> file = folder.file(entry.name().agent());
        if (!isTooMuch() || file.isEmpty()) {
            return;
        }
        try {
            if (file.get().putAside(folder.mostPerFile())) {
                count(file.get().undisturbed(Aside::deleteOldest));
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.AGENT, entry.name().agent())
                    .addKeyValue(LogKeys.REASON, FileTrouble.why(e))
                    .log("An agent's log file can't be put aside");
        }
    }

    private void count(long freed) {
        if (freed > 0) {
            deleted.incrementAndGet();
        }
    }
}
