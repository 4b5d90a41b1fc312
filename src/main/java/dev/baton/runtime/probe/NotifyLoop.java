package dev.baton.runtime.probe;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that makes, reads and removes all {@link NotifySocket}s. Its methods may be called on any thread and don't wait. */
final class NotifyLoop {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyLoop.class);
    private static final int TURN_MILLIS = 60_000;
    private static final int MOST_FAILURES = 100;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakingUp = new AtomicBoolean();
    private final Set<NotifySocket> sockets = new HashSet<>();
    private final Selector selector;
    private int failures;
    private volatile boolean ended;

    private NotifyLoop(Selector selector) {
        this.selector = selector;
    }

    static NotifyLoop start() throws IOException {
        NotifyLoop loop = new NotifyLoop(AFUNIXSelectorProvider.provider().openSelector());
        Thread thread = new Thread(loop::run, "baton-notify");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noRoomForAThread) {
            loop.closeSelector();
            throw noRoomForAThread;
        }
        return loop;
    }

    /** Makes a socket and reads it from then on; {@code reader} is called on this loop's thread and must be quick. */
    CompletionStage<NotifySocket> open(@Nullable String user, Consumer<Notice> reader) {
        CompletableFuture<NotifySocket> opened = new CompletableFuture<>();
        execute(() -> {
            try {
                opened.complete(made(user, reader));
            } catch (Throwable e) {
                // Whoever waits for it would wait for ever.
                opened.completeExceptionally(e);
            }
        });
        return opened;
    }

    private NotifySocket made(@Nullable String user, Consumer<Notice> reader) throws IOException {
        if (ended) {
            throw new IOException("what reads such sockets has ended");
        }
        NotifySocket socket = NotifySocket.bind(user, reader);
        try {
            socket.channel().register(selector, SelectionKey.OP_READ, socket);
            sockets.add(socket);
            return socket;
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    void close(NotifySocket socket) {
        execute(() -> {
            if (!ended) {
                sockets.remove(socket);
            }
            socket.close();
        });
    }

    /** Removes all sockets and lets the thread end. */
    void close() {
        execute(() -> ended = true);
    }

    /** Whether its thread has ended, or is about to; nothing can be opened any more then. */
    boolean isEnded() {
        return ended;
    }

    /** The selector's pipe for wake-ups can fill up, so only one is under way at a time. */
    private void execute(Runnable task) {
        tasks.add(task);
        if (ended) {
            runTasks();
        } else if (wakingUp.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** On the loop's thread, and once it has ended on any. */
    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    private void run() {
        try {
            while (!ended) {
                select();
                wakingUp.set(false);
                runTasks();
                selected().forEach(socket -> guarded(socket::receive));
            }
        } finally {
            // Whatever it ended by: who adds a task from now on sees that.
            ended = true;
            sockets.forEach(socket -> guarded(socket::close));
            guarded(this::closeSelector);
            runTasks();
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("The selector of sd_notify's sockets could not be closed in order");
        }
    }

    private void select() {
        try {
            selector.select(TURN_MILLIS);
            failures = 0;
        } catch (SocketTimeoutException nothingHappened) {
            failures = 0;
        } catch (ClosedSelectorException e) {
            ended = true;
        } catch (IOException e) {
            // A signal to the thread, for one: polling fails, nothing is lost.
            failures++;
            if (failures == MOST_FAILURES) {
                LOG.atError().setCause(e).log("What processes say by sd_notify can't be waited for any more");
                ended = true;
            }
        }
    }

    private List<NotifySocket> selected() {
        List<NotifySocket> ready = new ArrayList<>();
        if (selector.isOpen()) {
            for (Iterator<SelectionKey> each = selector.selectedKeys().iterator(); each.hasNext(); ) {
                if (each.next().attachment() instanceof NotifySocket socket && sockets.contains(socket)) {
                    ready.add(socket);
                }
                each.remove();
            }
        }
        return ready;
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("Something failed at the sockets of sd_notify; they go on");
        }
    }
}
