package dev.baton.control.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that asks no command: probes, numbers, and the contract for people and for programs. */
final class Pages {
    /** Takes fewer classes than the one of Vert.x that maps objects, too; who starts Baton asks until it is ready. */
    private static final JacksonCodec CODEC = new JacksonCodec();

    /** How long a probe waits for Baton to respond. */
    static final long PATIENCE_SECONDS = 2;

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final Contract contract;
    private final OnLoop loop;
    private final HttpServices services;
    private final Look live;
    private final Look ready;
    private final Look stuck;
    private @Nullable Future<Buffer> docs;
    private @Nullable Future<Buffer> openapi;

    Pages(Contract contract, OnLoop loop, HttpServices services) {
        this.contract = contract;
        this.loop = loop;
        this.services = services;
        this.live = new Look(services.nanos(), () -> services.health().respond().map(responds -> List.of()));
        this.ready = new Look(services.nanos(), () -> services.health().notReady());
        this.stuck = new Look(services.nanos(), () -> services.health().stuck().otherwise(List.of()));
    }

    /** What a probe saw last. Anybody may probe, so many probes at once look once. */
    private static final class Look {
        private final LongSupplier nanos;
        private final Supplier<Future<List<String>>> source;
        private @Nullable Future<List<String>> latest;
        private long at;

        Look(LongSupplier nanos, Supplier<Future<List<String>>> source) {
            this.nanos = nanos;
            this.source = source;
        }

        Future<List<String>> look() {
            Future<List<String>> known = latest;
            long now = nanos.getAsLong();
            if (known != null && (!known.isComplete() || now - at < TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS))) {
                return known;
            }
            at = now;
            Future<List<String>> fresh =
                    source.get().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).otherwise(Look::trouble);
            latest = fresh;
            return fresh;
        }

        private static List<String> trouble(Throwable failure) {
            return List.of(
                    failure instanceof java.util.concurrent.TimeoutException
                            ? "the orchestrator has not responded for " + PATIENCE_SECONDS + " seconds"
                            : "the orchestrator does not respond: " + failure.getMessage());
        }
    }

    void live(RoutingContext request) {
        loop.of(live.look()).onComplete(looked -> answer(request, looked.result(), new JsonObject()));
    }

    void ready(RoutingContext request) {
        Future<List<String>> reasons = ready.look();
        loop.of(stuck.look().compose(names -> reasons.map(all -> new Readiness(all, names))))
                .onComplete(looked -> answer(
                        request,
                        looked.result().reasons(),
                        new JsonObject()
                                .put("stuck", new JsonArray(looked.result().stuck()))));
    }

    private record Readiness(List<String> reasons, List<String> stuck) {}

    private static void answer(RoutingContext request, List<String> reasons, JsonObject more) {
        boolean isUp = reasons.isEmpty();
        request.response()
                .setStatusCode((isUp ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE).code())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, Headers.NO_STORE)
                .end(CODEC.toBuffer(new JsonObject()
                        .put("status", isUp ? "up" : "down")
                        .put("reasons", new JsonArray(List.copyOf(reasons)))
                        .mergeIn(more)));
    }

    void metrics(RoutingContext request) {
        loop.of(services.metrics().get())
                .onSuccess(text -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, PROMETHEUS)
                        .putHeader(HttpHeaders.CACHE_CONTROL, Headers.NO_STORE)
                        .end(text))
                .onFailure(request::fail);
    }

    /** Read when it is first asked for, as {@link #docs} is made then: most servers are never asked. */
    void openapi(RoutingContext request) {
        if (openapi == null) {
            openapi = request.vertx().executeBlocking(contract::text, false);
        }
        give(request, openapi, "application/yaml");
    }

    void docs(RoutingContext request) {
        if (docs == null) {
            docs = request.vertx().executeBlocking(() -> Buffer.buffer(DocsPage.of(contract)), false);
        }
        give(request, docs, "text/html; charset=utf-8");
    }

    private void give(RoutingContext request, Future<Buffer> page, String type) {
        loop.of(page)
                .onSuccess(text -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, type)
                        .putHeader(HttpHeaders.CACHE_CONTROL, Headers.ASK_FIRST)
                        .end(text))
                .onFailure(request::fail);
    }

    void docsStyle(RoutingContext request) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/css; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, Headers.ASK_FIRST)
                .end(DocsPage.STYLE);
    }
}
