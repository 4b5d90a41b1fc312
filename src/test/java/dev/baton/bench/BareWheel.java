package dev.baton.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * Worker verticles that one timer lets work once a second: each is in one of a hundred buckets for good, and every 10 ms
 * those of the next bucket are called. It knows no other interval, no end and no drift.
 */
final class BareWheel {
    private static final int BUCKETS = 100;
    private static final int TICK_MILLIS = 10;

    private final List<List<Ticking>> buckets = new ArrayList<>();
    private int current;

    /** Deploys {@code count} verticles that each do {@code work} at once and then every second. */
    void deploy(Vertx vertx, int count, Runnable work) {
        for (int i = 0; i < BUCKETS; i++) {
            buckets.add(new ArrayList<>());
        }
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(onLoop -> vertx.setPeriodic(TICK_MILLIS, timer -> turn()));
        Deployments.deploy(loop, count, () -> new Ticking(work), this::add);
    }

    private void add(Ticking verticle) {
        verticle.call();
        buckets.get(current).add(verticle);
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
