package dev.baton.logging;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all agents write: the streams of their processes, and the lines of loggers, on their way to the {@link LogBook} and
 * to files. For any thread; nothing here touches a disk but the threads that write lines, and one that packs and deletes
 * old files.
 *
 * <p>In memory there is, besides the book, for each stream no more than the longest line and 128 KiB of lines being written; for
 * the lines of loggers that go to files a queue of 4 MiB.
 */
public final class Outputs implements AutoCloseable {
    private final LogBook book;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final OutputObserver observer;
    private final Upkeep upkeep = new Upkeep();
    private final LoggedLines logged = new LoggedLines(this::file);
    private final AtomicLong lostLines = new AtomicLong();
    private final Map<Path, LogFolder> folders = new ConcurrentHashMap<>();
    private volatile Map<String, LogFileSettings> settings = Map.of();

    /**
     * Outputs without files, until {@link #settle} says of which agents there are any.
     *
     * @param clock the wall clock, which stamps lines
     * @param nanos a clock that never goes back, such as {@code System::nanoTime}
     */
    public Outputs(LogBook book, InstantSource clock, LongSupplier nanos, OutputObserver observer) {
        this.book = book;
        this.clock = clock;
        this.nanos = nanos;
        this.observer = observer;
        book.tellLogged(this::logged);
    }

    /**
     * From now on the lines of these agents are kept in files. A process that is running keeps writing as it was
     * told, until it is started the next time.
     *
     * @param files by agent; the members of a pool are found under the pool's name
     */
    public void settle(Map<String, LogFileSettings> files) {
        settings = Map.copyOf(files);
        folders.forEach((dir, folder) -> folder.cap().set(leastCap(dir)));
        logged.settle();
    }

    /**
     * One stream of a new process of {@code agent}; its end lets the file go. Returns at once.
     *
     * @throws IllegalArgumentException if {@code stream} is none of a process
     */
    public LineStream open(String agent, LogStream stream) {
        if (stream == LogStream.LOG) {
            throw new IllegalArgumentException("stream is LOG but must be STDOUT or STDERR: loggers are kept anyway");
        }
        @Nullable OutputFile file = file(agent);
        return new LineStream(new LineBatch(agent, stream, book, file), clock);
    }

    /** What became of the lines so far. */
    public OutputCounts counts() {
        return new OutputCounts(
                lostLines.get() + logged.dropped(),
                folders.values().stream()
                        .mapToLong(folder -> folder.cap().deleted())
                        .sum(),
                folders.values().stream().mapToLong(LogFolder::size).sum());
    }

    /** Writes what loggers have said and lets other Batons have the folders. To be done when no stream is open any more. */
    @Override
    public void close() {
        book.tellLogged(line -> {});
        logged.close();
        upkeep.close();
        folders.values().forEach(LogFolder::close);
    }

    LongSupplier nanos() {
        return nanos;
    }

    /** The files of the agents that {@code query} concerns, by agent; may wait for the disk, but makes nothing. */
    Map<String, OutputFile> filesOf(LogQuery query) throws IOException {
        Map<String, OutputFile> found = new TreeMap<>();
        for (String name : query.agents()) {
            @Nullable LogFileSettings own = settingsOf(name);
            if (own != null) {
                LogFolder folder = folder(own.dir());
                for (String agent : folder.agents(query)) {
                    @Nullable LogFileSettings its = settingsOf(agent);
                    if (its != null && normal(its.dir()).equals(normal(own.dir()))) {
                        found.put(agent, folder.known(agent, its));
                    }
                }
            }
        }
        return found;
    }

    private void logged(LogBook.Line line) {
        LogLevel level = line.level();
        if (level != null && settingsOf(line.agent()) != null) {
            logged.offer(line, level);
        }
    }

    private @Nullable OutputFile file(String agent) {
        @Nullable LogFileSettings files = settingsOf(agent);
        return files == null ? null : folder(files.dir()).acquire(agent, files);
    }

    private @Nullable LogFileSettings settingsOf(String agent) {
        Map<String, LogFileSettings> all = settings;
        @Nullable LogFileSettings own = all.get(agent);
        int dot = agent.lastIndexOf('.');
        return own != null || dot <= 0 ? own : all.get(agent.substring(0, dot));
    }

    private LogFolder folder(Path dir) {
        return folders.computeIfAbsent(normal(dir), path -> {
            LogFolder folder = new LogFolder(path, nanos, observer, upkeep, lostLines);
            folder.cap().set(leastCap(path));
            return folder;
        });
    }

    private long leastCap(Path dir) {
        return settings.values().stream()
                .filter(files -> normal(files.dir()).equals(dir))
                .mapToLong(files -> files.totalCap().bytes())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static Path normal(Path dir) {
        return dir.toAbsolutePath().normalize();
    }
}
