package dev.baton.event;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls listeners with events, off the event loop, where they may block. Each listener has a queue of its own and at most
 * one thread at a time, none while nothing waits for it: it is called with the events in their order, one call at a time,
 * and one that throws or hangs delays nobody else. When {@value #QUEUE_CAPACITY} events wait for a listener, further ones
 * are dropped for it, counted and logged once until it has caught up.
 *
 * <p>Open it on the publisher's event loop, where it does no more than put events into queues: so an event changes threads
 * only once on its way to a listener. Close it before its Vert.x. Listeners may come and go on any thread, also before it
 * is opened; once it is, a listener gets every event that is published after {@link #onEvent} returned, and maybe some
 * from just before.
 */
public final class EventCallbacks {
    /** How many events may wait for one listener. */
    public static final int QUEUE_CAPACITY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventCallbacks.class);

    private final Vertx vertx;
    private final EventBusChannel channel;
    private final Duration patience;
    private final ExecutorService threads = CallbackThreads.create();
    private final List<Callback> callbacks = new CopyOnWriteArrayList<>();
    private volatile @Nullable Context home;
    private @Nullable MessageConsumer<?> subscription;

    /**
     * Callbacks for the events of {@code channel}.
     *
     * @param patience how long closing waits for listeners to catch up, at least a millisecond
     */
    public EventCallbacks(Vertx vertx, EventBusChannel channel, Duration patience) {
        this.vertx = vertx;
        this.channel = channel;
        this.patience = patience;
    }

    /** Calls {@code listener} with every event. */
    public CallbackRegistration onEvent(Consumer<Event> listener) {
        return register(null, listener);
    }

    /** Calls {@code listener} with every event called {@code name}. */
    public CallbackRegistration onEvent(String name, Consumer<Event> listener) {
        return register(name, listener);
    }

    /**
     * Subscribes on the current event loop, or on a new one when called outside Vert.x. To be called once.
     *
     * @return completed when events reach the listeners
     * @throws IllegalStateException on a worker or virtual thread of Vert.x, where a blocked neighbour would hold up events
     */
    public Future<Void> open() {
        Context context = vertx.getOrCreateContext();
        if (!context.isEventLoopContext()) {
            throw new IllegalStateException("callbacks must be opened on an event loop");
        }
        MessageConsumer<?> consumer = channel.subscribe(this::offer);
        subscription = consumer;
        home = context;
        return consumer.completion();
    }

    /**
     * Ends it, once the listeners have been called with all that was published before, or have taken longer than the
     * patience; those that have are named in the log, and their threads interrupted. May be called on any thread.
     *
     * @return completed, never failed, on the event loop it was opened on
     */
    public Future<Void> close() {
        Context context = home;
        Promise<Void> closed = Promise.promise();
        if (context == null) {
            closed.complete();
        } else {
            // What was published before is in the queues by then: a context runs what it is given in order.
            context.runOnContext(now -> unsubscribed()
                    .eventually(this::drained)
                    .onComplete(done -> context.runOnContext(back -> closed.tryComplete())));
        }
        return closed.future().onComplete(done -> threads.shutdown());
    }

    /** How many events were dropped so far for listeners that there are; from any thread. */
    public long dropped() {
        return callbacks.stream()
                .mapToLong(callback -> callback.counts().dropped())
                .sum();
    }

    private Future<Void> unsubscribed() {
        MessageConsumer<?> consumer = subscription;
        subscription = null;
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
    }

    private CallbackRegistration register(@Nullable String name, Consumer<Event> listener) {
        Callback callback = new Callback(name, listener, QUEUE_CAPACITY, threads, callbacks::remove);
        callbacks.add(callback);
        return callback;
    }

    private void offer(Event event) {
        for (Callback callback : callbacks) {
            callback.offer(event);
        }
    }

    private Future<Void> drained() {
        Promise<Void> over = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, patience.toMillis()), fired -> {
            callbacks.forEach(this::giveUp);
            threads.shutdownNow();
            over.tryComplete();
        });
        List<Future<Void>> all = new ArrayList<>();
        callbacks.forEach(callback -> all.add(callback.drained()));
        Future.join(all).onComplete(done -> {
            vertx.cancelTimer(timer);
            over.tryComplete();
        });
        return over.future();
    }

    private void giveUp(Callback callback) {
        CallbackCounts counts = callback.counts();
        callback.close();
        LOG.atWarn()
                .addKeyValue("listener", callback)
                .addKeyValue("waiting", counts.waiting())
                .log("A listener didn't finish within {}; what still waits for it is lost", patience);
    }
}
