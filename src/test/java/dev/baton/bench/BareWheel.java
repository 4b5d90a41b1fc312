package dev.baton.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Worker verticles that one timer lets work once a second: each is in one of a hundred buckets for good, and every 10 ms
 * those of the next bucket are called. It knows no other interval, no end and no drift.
 */
final class BareWheel {
    static final int BUCKETS = 100;
    static final Duration TICK = Duration.ofMillis(10);

    private final List<List<Ticking>> buckets = new ArrayList<>();
    private int filling;
    private int current;
    private volatile long timer;

    /** Deploys {@code count} verticles that each do {@code work} once a second, as many of them in each bucket. */
    void deploy(Vertx vertx, int count, Runnable work) {
        for (int i = 0; i < BUCKETS; i++) {
            buckets.add(new ArrayList<>());
        }
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(onLoop -> timer = vertx.setPeriodic(TICK.toMillis(), fired -> turn()));
        Deployments.deploy(loop, count, () -> new Ticking(work), this::add);
    }

    void stop(Vertx vertx) {
        vertx.cancelTimer(timer);
    }

    private void add(Ticking verticle) {
        buckets.get(filling).add(verticle);
        filling = (filling + 1) % BUCKETS;
    }

    private void turn() {
        current = (current + 1) % BUCKETS;
        buckets.get(current).forEach(Ticking::call);
    }

    private static final class Ticking extends VerticleBase {
        private final Runnable work;

        Ticking(Runnable work) {
            this.work = work;
        }

        @Override
        public Future<?> start() {
            return Future.succeededFuture();
        }

        void call() {
            context.runOnContext(onWorker -> work.run());
        }
    }
}
