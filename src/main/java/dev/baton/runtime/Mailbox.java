package dev.baton.runtime;

import io.vertx.core.Context;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages from any thread to one context, in order per sender. One wake-up serves all that came in the meantime, and
 * after a batch other work of the context gets its turn, so that a flood of messages keeps nobody waiting.
 *
 * <p>Not bounded by itself: what is sent is bounded by its senders ({@link EmitCredits}; one ready, one ended per body).
 */
public final class Mailbox<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final int BATCH = 256;
    private static final int CHUNK = 1024;

    private final MpscUnboundedAtomicArrayQueue<T> queue = new MpscUnboundedAtomicArrayQueue<>(CHUNK);
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Context context;
    private final Consumer<T> reader;

    /** Calls {@code reader} on {@code context} with each message. */
    public Mailbox(Context context, Consumer<T> reader) {
        this.context = context;
        this.reader = reader;
    }

    /** Sends {@code message}; returns at once, from any thread. */
    public void send(T message) {
        queue.offer(message);
        if (!awake.get() && awake.compareAndSet(false, true)) {
            context.runOnContext(this::drain);
        }
    }

    private void drain(Void ignored) {
        for (int i = 0; i < BATCH; i++) {
            T message = queue.poll();
            if (message == null) {
                sleepOrGoOn();
                return;
            }
            read(message);
        }
        context.runOnContext(this::drain);
    }

    /** One message that can't be handled must not keep the later ones from being read. */
    private void read(T message) {
        try {
            reader.accept(message);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A message could not be handled and is left out: {}", message);
        }
    }

    private void sleepOrGoOn() {
        awake.set(false);
        if (!queue.isEmpty() && awake.compareAndSet(false, true)) {
            context.runOnContext(this::drain);
        }
    }
}
