package dev.baton.logging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The file that the lines of one agent are appended to, through all of its incarnations, with those that were put aside.
 * When it can't be written, that is told once, lines are lost and counted, and after {@value #RETRY_SECONDS} seconds it is
 * tried again. A file that somebody moved away or deleted is made anew within a second.
 *
 * <p>Safe to use from any thread; who writes holds its lock, for as long as the disk takes. Whole lines are written, or
 * nothing.
 */
final class OutputFile {
    static final int RETRY_SECONDS = 10;

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(RETRY_SECONDS);
    private static final long GLANCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String agent;
    private final LogFolder folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Aside aside;
    private final Packing packing;
    private LogFileSettings settings;
    private int users;
    private @Nullable FileChannel channel;
    private long size;
    private long lookedAt;
    private boolean stopped;
    private long triedAt;
    private long lost;

    OutputFile(String agent, LogFolder folder, LogFileSettings settings) {
        this.agent = agent;
        this.folder = folder;
        this.settings = settings;
        this.aside = new Aside(agent, folder);
        this.packing = new Packing(folder, this);
    }

    /** One more writes here, from now on as {@code newSettings} say. */
    void acquire(LogFileSettings newSettings) {
        lock.lock();
        try {
            settings = newSettings;
            if (users++ == 0) {
                folder.opened();
            }
        } finally {
            lock.unlock();
        }
    }

    /** One less; the last one closes the file. */
    void release() {
        lock.lock();
        try {
            if (--users == 0) {
                folder.closed();
                close();
                if (stopped) {
                    stopped = false;
                    tellResumed();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Deletes the file that was written last, if nobody writes to it; returns how many bytes that freed. */
    long deleteUnlessInUse() throws IOException {
        lock.lock();
        try {
            Path path = aside.path(0, false);
            if (users > 0 || Files.notExists(path)) {
                return 0;
            }
            long freed = Files.size(path);
            Files.delete(path);
            folder.grew(-freed);
            return freed;
        } finally {
            lock.unlock();
        }
    }

    /** Appends {@code lines} whole lines, or counts them as lost. */
    void write(byte[] bytes, int length, int lines) {
        lock.lock();
        try {
            if (stopped && folder.nanos() - triedAt < RETRY_NANOS) {
                loseAll(lines);
                return;
            }
            tryToWrite(bytes, length, lines);
        } finally {
            lock.unlock();
        }
    }

    /** Lets {@code task} see the files while none is renamed or deleted. */
    <T> T undisturbed(Task<T> task) throws IOException {
        lock.lock();
        try {
            return task.run(aside);
        } finally {
            lock.unlock();
        }
    }

    /** Something that is done to an agent's files. */
    @FunctionalInterface
    interface Task<T> {
        T run(Aside aside) throws IOException;
    }

    /** Puts the file aside if it is larger than {@code most}; whether it was. */
    boolean putAside(long most) throws IOException {
        lock.lock();
        try {
            if (size <= most || channel == null) {
                return false;
            }
            rotate();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void tryToWrite(byte[] bytes, int length, int lines) {
        int done = 0;
        try {
            while (done < length) {
                done += writeSome(bytes, done, length);
            }
            if (stopped) {
                stopped = false;
                tellResumed();
            }
        } catch (IOException e) {
            loseAll(done == 0 ? lines : linesIn(bytes, done, length));
            tellStopped(e);
        }
    }

    /** Writes as many lines from {@code start} on as the file has room for, at least one; returns how many bytes. */
    private int writeSome(byte[] bytes, int start, int end) throws IOException {
        FileChannel open = open();
        long room = limit() - size;
        int stop = end - start <= room ? end : endOfLines(bytes, start, end, room);
        if (stop == start) {
            if (size > 0) {
                rotate();
                return 0;
            }
            stop = endOfLine(bytes, start);
        }
        writeWhole(open, bytes, start, stop);
        return stop - start;
    }

    private long limit() {
        return Math.min(settings.maxSize().bytes(), folder.mostPerFile());
    }

    /** Where the last line ends that fits into {@code room}; {@code start} if none does. */
    private static int endOfLines(byte[] bytes, int start, int end, long room) {
        int stop = (int) Math.min(end, start + Math.max(0, room));
        while (stop > start && bytes[stop - 1] != '\n') {
            stop--;
        }
        return stop;
    }

    private static int endOfLine(byte[] bytes, int start) {
        int stop = start;
        while (bytes[stop] != '\n') {
            stop++;
        }
        return stop + 1;
    }

    private static int linesIn(byte[] bytes, int start, int end) {
        int lines = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                lines++;
            }
        }
        return lines;
    }

    private void writeWhole(FileChannel open, byte[] bytes, int start, int end) throws IOException {
        long before = size;
        try {
            writeFully(open, bytes, start, end);
        } catch (ClosedByInterruptException e) {
            writeInSpiteOfInterrupt(before, bytes, start, end);
        } catch (IOException e) {
            if (open.isOpen() && open.size() > before) {
                open.truncate(before);
            }
            throw e;
        }
        size = before + end - start;
        folder.grew(end - start);
    }

    /** Somebody wants this thread to end, but what the agent wrote last counts. */
    private void writeInSpiteOfInterrupt(long before, byte[] bytes, int start, int end) throws IOException {
        Thread.interrupted();
        try {
            FileChannel again = open();
            again.truncate(before);
            writeFully(again, bytes, start, end);
        } finally {
            Thread.currentThread().interrupt();
        }
    }

    private static void writeFully(FileChannel open, byte[] bytes, int start, int end) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, start, end - start);
        while (buffer.hasRemaining()) {
            open.write(buffer);
        }
    }

    private FileChannel open() throws IOException {
        @Nullable FileChannel open = channel;
        if (open != null && open.isOpen() && !isGone()) {
            return open;
        }
        close();
        Path path = path();
        open = FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND,
                        LinkOption.NOFOLLOW_LINKS),
                LogFolder.forOwnerOnly(path, "rw-------"));
        size = open.size();
        channel = open;
        return open;
    }

    private boolean isGone() {
        long now = folder.nanos();
        if (now - lookedAt < GLANCE_NANOS) {
            return false;
        }
        lookedAt = now;
        return Files.notExists(aside.path(0, false));
    }

    private Path path() throws IOException {
        folder.prepare();
        return aside.path(0, false);
    }

    private void rotate() throws IOException {
        close();
        aside.rotate(settings.keep());
        size = 0;
        if (settings.compress() && settings.keep() > 0) {
            folder.upkeep().submit(packing);
        }
    }

    private void loseAll(int lines) {
        lost += lines;
        folder.lost(lines);
    }

    private void tellStopped(IOException failure) {
        triedAt = folder.nanos();
        close();
        if (!stopped) {
            stopped = true;
            folder.observer().fileStopped(agent, aside.path(0, false), FileTrouble.why(failure));
        }
    }

    private void tellResumed() {
        folder.observer().fileResumed(agent, aside.path(0, false), lost);
        lost = 0;
    }

    private void close() {
        @Nullable FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // every write has told its own failure already
            }
        }
    }
}
