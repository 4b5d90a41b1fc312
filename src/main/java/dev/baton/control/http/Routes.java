package dev.baton.control.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the contract, which take a while to lay. So that is done aside, when somebody first goes by them or is expected
 * to; whoever comes before they lie waits, and what he sends isn't lost. On one event loop.
 */
final class Routes implements Handler<HttpServerRequest> {
    private final Vertx vertx;
    private final Supplier<Router> plan;
    private @Nullable Router router;
    private @Nullable Future<Router> laying;

    /** @param plan lays them, on a worker thread; again if it has failed */
    Routes(Vertx vertx, Supplier<Router> plan) {
        this.vertx = vertx;
        this.plan = plan;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Router laid = router;
        if (laid != null) {
            laid.handle(request);
            return;
        }
        request.pause();
        lay().onSuccess(done -> {
                    done.handle(request);
                    request.resume();
                })
                .onFailure(failed -> {
                    Problem.tell(request.response(), failed);
                    request.resume();
                });
    }

    /** Lays them, unless they lie already or are being laid. */
    Future<Router> lay() {
        Future<Router> present = laying;
        if (present == null || present.failed()) {
            present = vertx.executeBlocking(plan::get, false).onSuccess(laid -> router = laid);
            laying = present;
        }
        return present;
    }
}
