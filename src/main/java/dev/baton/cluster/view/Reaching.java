package dev.baton.cluster.view;

import dev.baton.cluster.wire.Origin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who waits for the table of a node to come to a version. For one context. */
final class Reaching {
    private final Vertx vertx;
    private final Map<Origin, List<Waiter>> waiters = new HashMap<>();

    Reaching(Vertx vertx) {
        this.vertx = vertx;
    }

    private record Waiter(long version, Promise<Boolean> promise) {}

    /** Completes with true when the table of {@code node} has come to {@code version}, with false after {@code limit}. */
    Future<Boolean> until(Origin node, long version, Duration limit) {
        Waiter waiter = new Waiter(version, Promise.promise());
        waiters.computeIfAbsent(node, name -> new ArrayList<>()).add(waiter);
        return Deadline.within(limit, vertx, waiter.promise().future()).otherwise(late -> {
            remove(node, waiter);
            return false;
        });
    }

    private void remove(Origin node, Waiter waiter) {
        List<Waiter> its = waiters.get(node);
        if (its != null && its.remove(waiter) && its.isEmpty()) {
            waiters.remove(node);
        }
    }

    /** The table of {@code node} has come to {@code version}. */
    void reached(Origin node, long version) {
        complete(node, version, true);
    }

    /** The table of {@code node} comes no further. */
    void givenUp(Origin node) {
        complete(node, Long.MAX_VALUE, false);
    }

    private void complete(Origin node, long version, boolean result) {
        List<Waiter> its = waiters.get(node);
        if (its == null) {
            return;
        }
        List<Waiter> done =
                its.stream().filter(waiter -> waiter.version() <= version).toList();
        done.forEach(waiter -> remove(node, waiter));
        done.forEach(waiter -> waiter.promise().tryComplete(result));
    }
}
