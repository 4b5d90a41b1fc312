package dev.baton.launcher;

import dev.baton.config.LoadedConfig;
import dev.baton.control.dashboard.Dashboard;
import dev.baton.control.http.ExtraRoute;
import dev.baton.control.http.HttpControl;
import dev.baton.control.http.HttpServices;
import dev.baton.control.http.HttpSettings;
import dev.baton.event.EventBusChannel;
import dev.baton.metrics.CycleReading;
import dev.baton.metrics.MetricSources;
import dev.baton.metrics.Metrics;
import dev.baton.orchestrator.OrchestratorVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in over HTTP, with the numbers for Prometheus, which have to see the first event, and the health for probes. Opened
 * before the first agent starts; until then commands are refused and Baton is not ready.
 */
final class WebAccess {
    private static final Logger LOG = LoggerFactory.getLogger("baton");
    private static final double NANOS_PER_SECOND = 1e9;

    private final HttpControl http;

    private WebAccess(HttpControl http) {
        this.http = http;
    }

    /**
     * Serves what {@code config} asks for.
     *
     * @param reach how far operators reach
     * @param environment the variables that tokens may be in
     * @return fails with an {@link IllegalStateException} that says what to do if that can't be
     */
    static Future<WebAccess> open(
            Vertx vertx, LoadedConfig config, Orchestrator baton, Reach reach, Map<String, String> environment) {
        HttpSettings settings = config.http();
        Metrics metrics = new Metrics(
                EventBusChannel.of(vertx, config.settings().name()), config.metrics(), sources(baton, reach));
        return vertx.deployVerticle(metrics)
                .compose(deployed -> HttpControl.start(vertx, settings, services(baton, reach, metrics, environment)))
                .recover(failure -> Future.failedFuture(unusable(settings, failure)))
                .map(started -> {
                    LOG.info("HTTP at {}", address(settings, started.port()));
                    return new WebAccess(started);
                });
    }

    private static HttpServices services(
            Orchestrator baton, Reach reach, Metrics metrics, Map<String, String> environment) {
        LazyDashboard dashboard = new LazyDashboard();
        return new HttpServices(
                reach.commands(),
                new OrchestratorHealth(baton::verticleIfStarted),
                metrics::scrape,
                List.of(
                        new ExtraRoute(Dashboard.PAGE, dashboard::page),
                        new ExtraRoute(Dashboard.ASSETS, dashboard::asset)),
                baton.ports().clock(),
                baton.ports().nanoTime(),
                environment,
                reach.elsewhere());
    }

    private static IllegalStateException unusable(HttpSettings settings, Throwable failure) {
        return new IllegalStateException(
                "HTTP can't be served at " + address(settings, settings.port()) + " (" + failure.getMessage()
                        + "): stop what listens there, or set http.host and http.port to another address",
                failure);
    }

    private static String address(HttpSettings settings, int port) {
        return (settings.tls() == null ? "http://" : "https://") + settings.host() + ":" + port + "/";
    }

    private static MetricSources sources(Orchestrator baton, Reach reach) {
        return new MetricSources(baton.ports().nanoTime(), () -> cycles(baton), baton::droppedEvents, reach.cluster());
    }

    private static Future<List<CycleReading>> cycles(Orchestrator baton) {
        OrchestratorVerticle present = baton.verticleIfStarted();
        if (present == null) {
            return Future.succeededFuture(List.of());
        }
        return present.workDone()
                .map(kinds -> kinds.stream()
                        .map(kind -> new CycleReading(
                                kind.kind(), kind.executions(), kind.nanos() / NANOS_PER_SECOND, kind.failures()))
                        .toList());
    }

    /** Ends all streams and connections. */
    Future<Void> close() {
        return http.stop();
    }
}
