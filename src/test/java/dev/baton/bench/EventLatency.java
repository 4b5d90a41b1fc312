package dev.baton.bench;

import dev.baton.bench.BareEvents.BareEvent;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** From the call that emits an event to the call of a listener, at a steady pace that both sides can hold. */
final class EventLatency implements Scenario {
    private static final int PER_SECOND = 10_000;
    private static final int EVENTS = 3 * PER_SECOND;
    /** Samples at the beginning that don't count: the threads of both sides have to start. */
    private static final int SKIPPED = PER_SECOND / 2;

    private static final long LONGEST_SECONDS = 60;
    private static final Rounds ROUNDS = new Rounds(2, 9);

    private final String number;

    EventLatency(String number) {
        this.number = number;
    }

    @Override
    public Row run() throws Exception {
        Vertx batons = Vertxes.batons();
        Vertx stock = Vertxes.stock();
        try {
            BareEvents bare = new BareEvents(stock);
            Rounds.Result result = ROUNDS.compare(() -> p99OfBaton(batons), () -> p99OfBare(stock, bare));
            return new Row(number, "event latency at 10,000 events/s, p99", "us", result, Budget.atMost(1.5));
        } finally {
            batons.close().await();
            stock.close().await();
        }
    }

    private static double p99OfBaton(Vertx vertx) throws InterruptedException {
        Latencies latencies = new Latencies();
        Emitting.run(
                vertx,
                EVENTS,
                context -> paced(now -> context.emit(Emitting.EVENT, Map.of("sent", now))),
                event -> latencies.add((Long) event.data().get("sent")));
        return latencies.p99();
    }

    private static double p99OfBare(Vertx vertx, BareEvents events) throws InterruptedException {
        Latencies latencies = new Latencies();
        MessageConsumer<BareEvent> consumer = events.subscribe(event -> latencies.add(event.time()));
        vertx.executeBlocking(() -> {
                    paced(now -> events.publish(new BareEvent(now, Emitting.EVENT, "{\"sent\":" + now + "}")));
                    return null;
                })
                .await();
        double p99 = latencies.p99();
        consumer.unregister().await();
        return p99;
    }

    private static void paced(LongConsumer emit) {
        long began = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
            long due = began + i * 1_000_000_000L / PER_SECOND;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            emit.accept(System.nanoTime());
        }
    }

    /** Taken on one thread. */
    private static final class Latencies {
        private final long[] nanos = new long[EVENTS];
        private final CountDownLatch all = new CountDownLatch(EVENTS);
        private int next;

        void add(long sent) {
            nanos[next++] = System.nanoTime() - sent;
            all.countDown();
        }

        double p99() throws InterruptedException {
            if (!all.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(all.getCount() + " events of " + EVENTS + " did not arrive");
            }
            long[] sorted = Arrays.copyOfRange(nanos, SKIPPED, EVENTS);
            Arrays.sort(sorted);
            return sorted[sorted.length * 99 / 100] / 1_000.0;
        }
    }
}
