package dev.baton.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.LongAdder;

/** Worker verticles deployed and undeployed, a fixed number of them in flight: the end of one begins the next. */
final class BareLives {
    private static final DeploymentOptions WORKER = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);

    private final Vertx vertx;
    private final int count;
    private final int inFlight;
    private final LongAdder executed = new LongAdder();
    private final Promise<Void> done = Promise.promise();
    private int begun;
    private int ended;

    BareLives(Vertx vertx, int count, int inFlight) {
        this.vertx = vertx;
        this.count = count;
        this.inFlight = inFlight;
    }

    /** Runs them all and returns how long it took. */
    long nanos() {
        long began = System.nanoTime();
        vertx.runOnContext(onLoop -> {
            for (int i = 0; i < inFlight; i++) {
                next();
            }
        });
        done.future().await();
        long nanos = System.nanoTime() - began;
        if (executed.sum() != count) {
            throw new IllegalStateException("only " + executed + " verticles executed");
        }
        return nanos;
    }

    private void next() {
        if (begun == count) {
            return;
        }
        begun++;
        vertx.deployVerticle(new NoOp(), WORKER).compose(vertx::undeploy).onComplete(over -> {
            ended++;
            if (over.failed()) {
                done.tryFail(over.cause());
            } else if (ended == count) {
                done.tryComplete();
            } else {
                next();
            }
        });
    }

    private final class NoOp extends VerticleBase {
        @Override
        public Future<?> start() {
            executed.increment();
            return Future.succeededFuture();
        }
    }
}
