package dev.baton.control.socket;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket's thread: waits for all channels at once and runs what it is given. Ends when it is told to.
 *
 * <p>What junixsocket's selector does otherwise than the JDK's: a key whose other end is gone counts as invalid, is reported
 * once and forgotten, while its channel stays open and can still be read to its end; and its pipe for wake-ups can fill up, so
 * only one is under way at a time.
 */
final class SocketLoop implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);
    private static final int TICK_MILLIS = 1_000;
    private static final long TICK_NANOS = TICK_MILLIS * 1_000_000L;
    private static final int MOST_FAILURES = 100;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakingUp = new AtomicBoolean();
    private final Thread thread;
    private final LongSupplier nanoTime;
    private final Runnable tick;
    private final Runnable atEnd;
    private long ticked;
    private int failures;
    private boolean ended;

    /** What is done with a channel that is ready. */
    interface Handler {
        /** It is ready; {@code gone} is whether the other end is, which is said once. */
        void ready(boolean gone);
    }

    /**
     * A thread that isn't started yet.
     *
     * @param tick is run about once a second
     * @param atEnd is run last
     */
    SocketLoop(String name, LongSupplier nanoTime, Runnable tick, Runnable atEnd) throws IOException {
        this.selector = AFUNIXSelectorProvider.provider().openSelector();
        this.nanoTime = nanoTime;
        this.tick = tick;
        this.atEnd = atEnd;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread && wakingUp.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    SelectionKey register(SelectableChannel channel, int operations, Handler handler) throws IOException {
        return channel.register(selector, operations, handler);
    }

    /** Lets the thread end after this turn. */
    void end() {
        ended = true;
    }

    private void run() {
        ticked = nanoTime.getAsLong();
        try {
            while (!ended) {
                turn();
            }
        } finally {
            guarded(atEnd);
            try {
                selector.close();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("The command socket's selector could not be closed in order");
            }
        }
    }

    private void turn() {
        select();
        wakingUp.set(false);
        runTasks();
        for (SelectionKey key : selected()) {
            if (key.attachment() instanceof Handler handler) {
                guarded(() -> handler.ready(!key.isValid()));
            }
        }
        if (nanoTime.getAsLong() - ticked >= TICK_NANOS) {
            ticked = nanoTime.getAsLong();
            guarded(tick);
        }
    }

    private void select() {
        try {
            if (tasks.isEmpty()) {
                selector.select(TICK_MILLIS);
            } else {
                selector.selectNow();
            }
            failures = 0;
        } catch (SocketTimeoutException nothingHappened) {
            failures = 0;
        } catch (ClosedSelectorException e) {
            ended = true;
        } catch (IOException e) {
            // A signal to the thread, for one: polling fails, nothing is lost.
            failures++;
            if (failures == MOST_FAILURES) {
                LOG.atError().setCause(e).log("The command socket can't wait for its connections and gives up");
                ended = true;
            }
        }
    }

    private List<SelectionKey> selected() {
        if (!selector.isOpen()) {
            return List.of();
        }
        List<SelectionKey> keys = new ArrayList<>();
        for (Iterator<SelectionKey> each = selector.selectedKeys().iterator(); each.hasNext(); ) {
            keys.add(each.next());
            each.remove();
        }
        return keys;
    }

    /** Only those that are there now; those that they add come after the channels. */
    private void runTasks() {
        for (int left = tasks.size(); left > 0; left--) {
            Runnable task = tasks.poll();
            if (task != null) {
                guarded(task);
            }
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Something failed at the command socket; it goes on");
        }
    }
}
