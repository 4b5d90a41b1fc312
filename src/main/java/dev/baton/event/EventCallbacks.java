package dev.baton.event;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
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
 * <p>Deploy it as an ordinary verticle; undeploying waits, for a bounded time, until the listeners have been called with
 * all that was published before. Listeners may come and go on any thread, also before it is deployed; once it is, a
 * listener gets every event that is published after {@link #onEvent} returned, and maybe some from just before.
 */
public final class EventCallbacks extends VerticleBase {
    /** How many events may wait for one listener. */
    public static final int QUEUE_CAPACITY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventCallbacks.class);

    private final EventBusChannel channel;
    private final Duration patience;
    private final ExecutorService threads = CallbackThreads.create();
    private final List<Callback> callbacks = new CopyOnWriteArrayList<>();
    private @Nullable MessageConsumer<?> subscription;

    /**
     * Callbacks for the events of {@code channel}.
     *
     * @param patience how long undeploying waits for listeners to catch up, positive
     */
    public EventCallbacks(EventBusChannel channel, Duration patience) {
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

    @Override
    public Future<?> start() {
        MessageConsumer<?> consumer = channel.subscribe(this::offer);
        subscription = consumer;
        return consumer.completion();
    }

    /** What was published before is in the queues by now: messages reach a context in the order they were sent to it. */
    @Override
    public Future<?> stop() {
        Future<?> unsubscribed = subscription == null ? Future.succeededFuture() : subscription.unregister();
        return unsubscribed.eventually(this::drained).onComplete(ignored -> threads.shutdown());
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
