package dev.baton.launcher;

import dev.baton.control.dashboard.Dashboard;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The dashboard, whose files are read when somebody first looks at it. On the event loop of HTTP. */
final class LazyDashboard {
    private @Nullable Future<Dashboard> dashboard;

    void page(RoutingContext request) {
        give(request, Dashboard::page);
    }

    void asset(RoutingContext request) {
        give(request, Dashboard::asset);
    }

    private void give(RoutingContext request, BiConsumer<Dashboard, RoutingContext> what) {
        Future<Dashboard> present = dashboard;
        if (present == null || present.failed()) {
            present = request.vertx().executeBlocking(Dashboard::load, false);
            dashboard = present;
        }
        present.onSuccess(loaded -> what.accept(loaded, request)).onFailure(request::fail);
    }
}
