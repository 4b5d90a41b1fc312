package dev.baton.logging;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with the files of agents, which belongs to one Baton: a second one that is told the same folder takes
 * {@code FOLDER-2}, and so on. Nothing is touched before the first line is written. Knows how much is in it and keeps that
 * below the cap. For any thread.
 */
final class LogFolder {
    private static final Logger LOG = LoggerFactory.getLogger(LogFolder.class);
    private static final String LOCK = ".lock";
    private static final int MOST_BATONS = 32;
    private static final long LEAST_PER_FILE = 64 * 1024;

    private final Path wanted;
    private final LongSupplier nanos;
    private final OutputObserver observer;
    private final Upkeep upkeep;
    private final AtomicLong lostLines;
    private final ReentrantLock preparation = new ReentrantLock();
    private final Map<String, OutputFile> files = new ConcurrentHashMap<>();
    private final AtomicInteger openFiles = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Cap cap;
    private volatile Path path;
    private volatile @Nullable FileLock lock;

    /**
     * A file in it.
     *
     * @param name what it is
     * @param path where it is
     * @param size in bytes
     * @param changed when it was last written, in milliseconds since 1970
     */
    record Entry(LogFileName name, Path path, long size, long changed) {}

    LogFolder(Path wanted, LongSupplier nanos, OutputObserver observer, Upkeep upkeep, AtomicLong lostLines) {
        this.wanted = wanted.toAbsolutePath();
        this.nanos = nanos;
        this.observer = observer;
        this.upkeep = upkeep;
        this.lostLines = lostLines;
        this.path = this.wanted;
        this.cap = new Cap(this);
    }

    /** The file of {@code agent}, one more time in use. */
    OutputFile acquire(String agent, LogFileSettings settings) {
        OutputFile file = known(agent, settings);
        file.acquire(settings);
        return file;
    }

    /** The file of {@code agent}, whether or not there is one yet. */
    OutputFile known(String agent, LogFileSettings settings) {
        return files.computeIfAbsent(agent, name -> new OutputFile(name, this, settings));
    }

    /** The agents that {@code query} concerns and that have files here. */
    Set<String> agents(LogQuery query) throws IOException {
        if (lock == null && Files.notExists(path)) {
            return Set.of();
        }
        prepare();
        Set<String> agents = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(path, "*.log*")) {
            for (Path file : all) {
                LogFileName.parse(String.valueOf(file.getFileName()))
                        .map(LogFileName::agent)
                        .filter(query::concerns)
                        .ifPresent(agents::add);
            }
        }
        return agents;
    }

    /** The file of {@code agent}, if it has been in use. */
    Optional<OutputFile> file(String agent) {
        return Optional.ofNullable(files.get(agent));
    }

    /** Where the files are; certain once {@link #prepare} has returned. */
    Path path() {
        return path;
    }

    /** Makes the folder and takes hold of it, unless that is done. */
    void prepare() throws IOException {
        if (lock != null) {
            Files.createDirectories(path, forOwnerOnly(path, "rwx------"));
            return;
        }
        preparation.lock();
        try {
            if (lock == null) {
                lock = takeHold();
                bytes.set(entries().stream().mapToLong(Entry::size).sum());
                if (!path.equals(wanted)) {
                    LOG.atWarn()
                            .addKeyValue(LogKeys.PATH, path)
                            .log(
                                    "Another Baton writes to {}, so this one's agents' lines go to another folder",
                                    wanted);
                }
            }
        } finally {
            preparation.unlock();
        }
    }

    /** Everything in it, in no order. */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
            for (Path file : all) {
                LogFileName.parse(String.valueOf(file.getFileName()))
                        .flatMap(name -> entry(name, file))
                        .ifPresent(entries::add);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return entries;
    }

    /** The files have become larger, or smaller. */
    void grew(long by) {
        if (bytes.addAndGet(by) > cap.alarm() && by > 0) {
            upkeep.submit(cap);
        }
    }

    long size() {
        return bytes.get();
    }

    /** What there really is. */
    void recount(long size) {
        bytes.set(size);
    }

    Cap cap() {
        return cap;
    }

    /** How large a file being written may be so that all of them can't reach the cap. */
    long mostPerFile() {
        return Math.max(LEAST_PER_FILE, cap.bytes() / 2 / Math.max(1, openFiles.get()));
    }

    void opened() {
        openFiles.incrementAndGet();
    }

    void closed() {
        openFiles.decrementAndGet();
    }

    void lost(long lines) {
        lostLines.addAndGet(lines);
    }

    long nanos() {
        return nanos.getAsLong();
    }

    OutputObserver observer() {
        return observer;
    }

    Upkeep upkeep() {
        return upkeep;
    }

    /** Lets another Baton have it. */
    void close() {
        preparation.lock();
        try {
            FileLock held = lock;
            if (held != null) {
                held.acquiredBy().close();
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A folder of log files couldn't be let go");
        } finally {
            preparation.unlock();
        }
    }

    /** The permissions that a new file or folder gets where there are such. */
    static FileAttribute<?>[] forOwnerOnly(Path place, String permissions) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private FileLock takeHold() throws IOException {
        for (int number = 1; number <= MOST_BATONS; number++) {
            Path folder = number == 1 ? wanted : wanted.resolveSibling(wanted.getFileName() + "-" + number);
            Files.createDirectories(folder, forOwnerOnly(folder, "rwx------"));
            @Nullable FileLock taken = tryLock(folder.resolve(LOCK));
            if (taken != null) {
                path = folder;
                deleteHalfDone();
                return taken;
            }
        }
        throw new IOException(
                MOST_BATONS + " other Batons write to this folder and those beside it: name one by logs.dir");
    }

    private static @Nullable FileLock tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                forOwnerOnly(file, "rw-------"));
        try {
            @Nullable FileLock taken = channel.tryLock();
            if (taken == null) {
                channel.close();
            }
            return taken;
        } catch (OverlappingFileLockException e) {
            channel.close();
            return null;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void deleteHalfDone() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(path, "*" + LogFileName.HALF_DONE)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Optional<Entry> entry(LogFileName name, Path file) {
        try {
            BasicFileAttributes about =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return about.isRegularFile()
                    ? Optional.of(new Entry(
                            name, file, about.size(), about.lastModifiedTime().toMillis()))
                    : Optional.empty();
        } catch (IOException e) {
            // gone meanwhile
            return Optional.empty();
        }
    }
}
