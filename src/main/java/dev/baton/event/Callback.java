package dev.baton.event;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener, its queue and its turn on a thread. Offered events by one thread; {@link #run} empties the queue on
 * another, and is started again only after it has ended.
 */
final class Callback implements CallbackRegistration, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Callback.class);
    private static final int BATCH = 256;

    private final @Nullable String name;
    private final Consumer<Event> listener;
    private final BlockingQueue<Event> queue;
    private final Executor threads;
    private final Consumer<Callback> onClose;
    private final AtomicBoolean running = new AtomicBoolean();
    private final Promise<Void> drained = Promise.promise();
    private volatile boolean closed;
    private volatile boolean draining;
    private volatile boolean overrun;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    Callback(
            @Nullable String name,
            Consumer<Event> listener,
            int capacity,
            Executor threads,
            Consumer<Callback> onClose) {
        this.name = name;
        this.listener = listener;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.threads = threads;
        this.onClose = onClose;
    }

    void offer(Event event) {
        if (closed || (name != null && !name.equals(event.name()))) {
            return;
        }
        if (queue.offer(event)) {
            wake();
        } else {
            drop();
        }
    }

    /** Completed when nothing waits any more; nothing may be offered after this. */
    Future<Void> drained() {
        draining = true;
        wake();
        return drained.future();
    }

    @Override
    public void run() {
        List<Event> batch = new ArrayList<>(BATCH);
        do {
            while (!closed && queue.drainTo(batch, BATCH) > 0) {
                batch.forEach(this::call);
                batch.clear();
            }
            overrun = false;
            if (draining && queue.isEmpty()) {
                drained.tryComplete();
            }
            running.set(false);
            // Whoever came between the last look and this saw a running thread and started none.
        } while (hasWork() && running.compareAndSet(false, true));
    }

    private boolean hasWork() {
        return !closed && (!queue.isEmpty() || (draining && !drained.future().isComplete()));
    }

    @Override
    public CallbackCounts counts() {
        return new CallbackCounts(delivered.get(), failed.get(), dropped.get(), queue.size());
    }

    @Override
    public void close() {
        closed = true;
        queue.clear();
        onClose.accept(this);
        drained.tryComplete();
    }

    @Override
    public String toString() {
        return listener.getClass().getName() + (name == null ? "" : " for " + name);
    }

    private void wake() {
        if (!running.get() && running.compareAndSet(false, true)) {
            try {
                threads.execute(this);
            } catch (RejectedExecutionException undeployed) {
                close();
            }
        }
    }

    private void call(Event event) {
        if (closed) {
            return;
        }
        try {
            listener.accept(event);
            delivered.incrementAndGet();
        } catch (Throwable failure) {
            logFailure(event, failure, failed.incrementAndGet());
        }
    }

    /** Logs the 1st, 2nd, 4th, 8th, … failure, so that a listener that always fails can't fill the log. */
    private void logFailure(Event event, Throwable failure, long failures) {
        if (Long.bitCount(failures) == 1) {
            LOG.atWarn()
                    .setCause(failure)
                    .addKeyValue("listener", this)
                    .addKeyValue("event", event.name())
                    .addKeyValue("failures", failures)
                    .log("A listener failed; it will be called with further events all the same");
        }
    }

    private void drop() {
        dropped.incrementAndGet();
        if (!overrun) {
            overrun = true;
            LOG.atWarn()
                    .addKeyValue("listener", this)
                    .addKeyValue("dropped", dropped.get())
                    .log(
                            "A listener is slower than the events it wants; further ones are dropped until it has caught up");
        }
    }
}
