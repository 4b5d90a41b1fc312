package dev.baton.runtime.tree;

import com.sun.jna.Memory;
import com.sun.jna.Platform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that is told by the kernel (epoll) when a process has ended or has written something, and that does what others
 * hand to it. It waits for nothing else.
 */
final class Loop implements AutoCloseable {
    /** Tell when there is something to read. */
    static final int READABLE = 1;

    /** Tell once; ask again by {@link #again}. */
    static final int ONCE = 1 << 30;

    private static final Logger LOG = LoggerFactory.getLogger("baton");
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int MODIFY = 3;
    private static final int CLOEXEC = 0x80000;
    private static final int NONBLOCK = 0x800;
    private static final int MONOTONIC = 1;
    private static final int MOST_EVENTS = 256;
    private static final int EVENT = Platform.isIntel() ? 12 : 16;
    private static final int EVENT_KEY = EVENT - Long.BYTES;
    private static final byte[] ONE = ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .putLong(1)
            .array();
    private static final int NO_LIMIT = -1;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MILLIS_PER_SECOND = 1_000;

    private final int epoll;
    private final int wakeUp;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Map<Long, Runnable> handlers = new ConcurrentHashMap<>();
    private final AtomicLong keys = new AtomicLong();
    private final Queue<Bell> bells = new ConcurrentLinkedQueue<>();
    private final Runnable afterEach;
    private boolean closing;

    /** Whoever uses the loop's numbers reads under it, so that they are not closed meanwhile and then another's. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private volatile boolean ended;

    /** Begins. After each batch of what has happened {@code afterEach} is run. */
    Loop(String name, Runnable afterEach) {
        this.afterEach = afterEach;
        epoll = LibC.epoll_create1(CLOEXEC);
        wakeUp = LibC.eventfd(0, CLOEXEC | NONBLOCK);
        watch(wakeUp, READABLE, this::wokenUp);
        Thread thread = new Thread(null, this::run, name, 256 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (Memory events = new Memory((long) MOST_EVENTS * EVENT)) {
            while (!closing) {
                int count = LibC.epoll_wait(epoll, events, MOST_EVENTS, NO_LIMIT);
                for (int i = 0; i < count; i++) {
                    Runnable handler = handlers.get(events.getLong((long) i * EVENT + EVENT_KEY));
                    if (handler != null) {
                        attempt(handler);
                    }
                }
                attempt(afterEach);
            }
        } finally {
            end();
            runTasks();
        }
    }

    private void end() {
        use.writeLock().lock();
        try {
            ended = true;
            LibC.close(epoll);
            LibC.close(wakeUp);
            bells.forEach(bell -> LibC.close(bell.fd()));
        } finally {
            use.writeLock().unlock();
        }
    }

    /** Returns whether it has not ended yet, and {@code task} was run. */
    private boolean unlessEnded(Runnable task) {
        use.readLock().lock();
        try {
            if (!ended) {
                task.run();
            }
            return !ended;
        } finally {
            use.readLock().unlock();
        }
    }

    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Something failed while processes were watched", e);
        }
    }

    private void wokenUp() {
        LibC.read(wakeUp, new byte[Long.BYTES], Long.BYTES);
        woken.set(false);
        runTasks();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            attempt(task);
        }
    }

    /**
     * Runs {@code task} on the loop's thread, after what was handed over before. From any thread. Returns whether it will be
     * run: not if the loop has ended.
     */
    boolean execute(Runnable task) {
        return unlessEnded(() -> {
            tasks.add(task);
            if (woken.compareAndSet(false, true)) {
                LibC.write(wakeUp, ONE, Long.BYTES);
            }
        });
    }

    /** Calls {@code handler} on the loop's thread whenever {@code events} happen; returns the key of this wish. */
    long watch(int fd, int events, Runnable handler) {
        long key = keys.incrementAndGet();
        handlers.put(key, handler);
        control(ADD, fd, events, key);
        return key;
    }

    /** Renews a wish that was for {@link #ONCE}. */
    void again(int fd, int events, long key) {
        control(MODIFY, fd, events, key);
    }

    /** Ends a wish. To be done before {@code fd} is closed. */
    void forget(int fd, long key) {
        handlers.remove(key);
        unlessEnded(() -> LibC.epoll_ctl(epoll, DELETE, fd, null));
    }

    private void control(int operation, int fd, int events, long key) {
        ByteBuffer event = ByteBuffer.allocate(EVENT).order(ByteOrder.nativeOrder());
        event.putInt(0, events).putLong(EVENT_KEY, key);
        unlessEnded(() -> LibC.epoll_ctl(epoll, operation, fd, event.array()));
    }

    /** A clock that rings every so often once it is {@linkplain Bell#ring set}, until the loop ends. */
    Bell bell(Runnable handler) {
        int fd = LibC.timerfd_create(MONOTONIC, CLOEXEC | NONBLOCK);
        watch(fd, READABLE, () -> {
            LibC.read(fd, new byte[Long.BYTES], Long.BYTES);
            handler.run();
        });
        Bell bell = new Bell(fd);
        bells.add(bell);
        return bell;
    }

    /**
     * A clock that rings.
     *
     * @param fd its handle
     */
    record Bell(int fd) {
        private static final int SPEC = 32;

        /** Rings every so many milliseconds, or never again if that is 0. On the loop. */
        void ring(long millis) {
            long seconds = millis / MILLIS_PER_SECOND;
            long nanos = millis % MILLIS_PER_SECOND * NANOS_PER_MILLI;
            ByteBuffer spec = ByteBuffer.allocate(SPEC).order(ByteOrder.nativeOrder());
            spec.putLong(seconds).putLong(nanos).putLong(seconds).putLong(nanos);
            LibC.timerfd_settime(fd, 0, spec.array(), null);
        }
    }

    /** Ends after what was handed over before. */
    @Override
    public void close() {
        execute(() -> closing = true);
    }
}
