package dev.baton.bench;

import dev.baton.bench.BareEvents.BareEvent;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * As many events as one agent can emit, until the last of them has reached the history and a listener. Neither side's
 * emitter runs further ahead of its listener than Baton's queue for it holds.
 */
final class EventFlow implements Scenario {
    private static final int EVENTS = 500_000;
    private static final long LONGEST_SECONDS = 60;
    private static final int MOST_AHEAD = 8_000;
    private static final long PAUSE_NANOS = 50_000;
    private static final String CUSTOMER = "Baker & Daughters, 12 Harbour Street";
    private static final Rounds ROUNDS = new Rounds(6, 11);

    private final String number;

    EventFlow(String number) {
        this.number = number;
    }

    @Override
    public Row run() throws Exception {
        Vertx batons = Vertxes.batons();
        Vertx stock = Vertxes.stock();
        try {
            BareEvents bare = new BareEvents(stock);
            Rounds.Result result = ROUNDS.compare(() -> rateOfBaton(batons), () -> rateOfBare(stock, bare));
            return new Row(
                    number, "an agent's events to history and a listener", "events/s", result, Budget.atLeast(0.7));
        } finally {
            batons.close().await();
            stock.close().await();
        }
    }

    private static double rateOfBaton(Vertx vertx) {
        Arrivals arrivals = new Arrivals();
        AtomicLong began = new AtomicLong();
        Emitting.run(
                vertx,
                EVENTS,
                context -> {
                    began.set(System.nanoTime());
                    for (int i = 0; i < EVENTS; i++) {
                        arrivals.keepUpWith(i);
                        context.emit(Emitting.EVENT, Map.of("order", i, "customer", CUSTOMER));
                    }
                },
                event -> arrivals.count());
        return arrivals.rateSince(began.get());
    }

    private static double rateOfBare(Vertx vertx, BareEvents events) throws InterruptedException {
        Arrivals arrivals = new Arrivals();
        AtomicLong began = new AtomicLong();
        MessageConsumer<BareEvent> consumer = events.subscribe(event -> arrivals.count());
        vertx.executeBlocking(() -> {
                    began.set(System.nanoTime());
                    for (int i = 0; i < EVENTS; i++) {
                        arrivals.keepUpWith(i);
                        String text = "{\"order\":" + i + ",\"customer\":\"" + CUSTOMER + "\"}";
                        events.publish(new BareEvent(System.currentTimeMillis(), Emitting.EVENT, text));
                    }
                    return null;
                })
                .await();
        arrivals.await();
        consumer.unregister().await();
        return arrivals.rateSince(began.get());
    }

    /** Counts on one thread. */
    private static final class Arrivals {
        private final CountDownLatch all = new CountDownLatch(1);
        private volatile int seen;
        private volatile long last;

        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        void count() {
            seen++;
            if (seen == EVENTS) {
                last = System.nanoTime();
                all.countDown();
            }
        }

        /** A listener's queue holds 10,000 events and drops what comes on top; who counts all must not run ahead of it. */
        void keepUpWith(int emitted) {
            while (emitted - seen > MOST_AHEAD) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }

        void await() throws InterruptedException {
            all.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        }

        double rateSince(long began) {
            if (seen != EVENTS) {
                throw new IllegalStateException("only " + seen + " events of " + EVENTS + " arrived");
            }
            return EVENTS * 1e9 / (last - began);
        }
    }
}
