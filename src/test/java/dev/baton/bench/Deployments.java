package dev.baton.bench;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Many worker verticles deployed to stay, a number of them at a time. Lives on one event loop. */
final class Deployments<V extends VerticleBase> {
    private static final int IN_FLIGHT = 50;
    private static final DeploymentOptions WORKER = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);

    private final Context loop;
    private final int count;
    private final Supplier<V> factory;
    private final Consumer<V> deployed;
    private final Promise<Void> done = Promise.promise();
    private int begun;
    private int ended;

    private Deployments(Context loop, int count, Supplier<V> factory, Consumer<V> deployed) {
        this.loop = loop;
        this.count = count;
        this.factory = factory;
        this.deployed = deployed;
    }

    /** Returns when all are deployed; {@code deployed} is called on {@code loop}. */
    static <V extends VerticleBase> void deploy(Context loop, int count, Supplier<V> factory, Consumer<V> deployed) {
        Deployments<V> deployments = new Deployments<>(loop, count, factory, deployed);
        loop.runOnContext(onLoop -> {
            for (int i = 0; i < IN_FLIGHT; i++) {
                deployments.next();
            }
        });
        deployments.done.future().await();
    }

    private void next() {
        if (begun == count) {
            return;
        }
        begun++;
        V verticle = factory.get();
        loop.owner().deployVerticle(verticle, WORKER).onComplete(over -> {
            if (over.failed()) {
                done.tryFail(over.cause());
                return;
            }
            ended++;
            deployed.accept(verticle);
            if (ended == count) {
                done.complete();
            } else {
                next();
            }
        });
    }
}
