package dev.baton.metrics;

import dev.baton.event.Event;
import dev.baton.event.EventBusChannel;
import dev.baton.event.EventCategory;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.internal.VertxBootstrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Metrics of a channel on which a test says what happens. */
final class Counting implements AutoCloseable {
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.008Z");
    private static final String LAST = "LAST";

    private final Vertx vertx = VertxBootstrap.create()
            .metricsFactory(options -> new VertxNumbers())
            .init()
            .vertx();
    private final EventBusChannel channel = EventBusChannel.of(vertx, "counting");
    private final Metrics metrics;
    private volatile @Nullable ClusterReading cluster;
    private long seq;

    Counting(int maxAgentSeries) {
        MetricSources sources = new MetricSources(
                System::nanoTime,
                () -> Future.succeededFuture(List.of(new CycleReading("periodic", 12, 3.5, 2))),
                () -> 7,
                () -> cluster);
        metrics = new Metrics(channel, new MetricsSettings(maxAgentSeries), sources);
        vertx.deployVerticle(metrics).await();
    }

    /** What is known of the cluster from now on; null outside one. */
    void know(@Nullable ClusterReading reading) {
        cluster = reading;
    }

    /** One of everything that is counted. */
    static Counting everything() {
        Counting counting = new Counting(1_000);
        counting.know(new ClusterReading(
                Map.of("up", 2, "unreachable", 1, "gone", 0),
                Map.of("n2", 0.4, "n3", 12.0),
                Map.of("success", 3L, "504", 1L),
                new ClusterReading.Waiting(1, 2, 3),
                2,
                3,
                new ClusterReading.Served(9, 1, 2),
                4,
                5,
                6,
                7,
                new ClusterReading.Refused(8, 9, 10)));
        counting.happen(null, EventNames.ORCHESTRATOR_STARTED, 0, Map.of("max_workers", 5));
        counting.happen("a", EventNames.AGENT_REGISTERED, 0, Map.of());
        counting.happen("a", EventNames.AGENT_QUEUED, 0, Map.of("reason", "no free worker slot"));
        counting.happen("a", EventNames.AGENT_STARTED, 2, Map.of());
        counting.happen("a", EventNames.AGENT_ERROR, 2, Map.of());
        counting.happen("a", EventNames.AGENT_TIMEOUT, 2, Map.of());
        counting.happen("a", EventNames.AGENT_BACKOFF, 2, Map.of());
        counting.happen("a", EventNames.AGENT_STARTED, 3, Map.of());
        counting.happen("a", EventNames.AGENT_STUCK, 3, Map.of());
        counting.happen("a", EventNames.AGENT_TERMINATED, 3, Map.of("status", "CRITICAL"));
        counting.happen("a", EventNames.AGENT_CRASH_LOOP, 3, Map.of());
        counting.command("stop", "success", 0);
        counting.lines();
        counting.ask("/anything", "GET");
        return counting;
    }

    void happen(@Nullable String agent, String name, long second, Map<String, Object> data) {
        publish(agent == null ? EventCategory.ORCHESTRATOR : EventCategory.AGENT, agent, name, second, data);
    }

    /** Serves 404 to one client that asks over HTTP, on a Vert.x whose numbers are wanted by then; returns its answer. */
    String ask(String path, String method) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(404).end("there is nothing"))
                .listen(0, "127.0.0.1")
                .await();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server.close().await();
        }
    }

    void command(String command, String result, int code) {
        publish(
                EventCategory.COMMAND,
                null,
                EventNames.COMMAND_EXECUTED,
                0,
                Map.of("command", command, "result", result, "code", code, "duration_ms", 1_500));
    }

    private void publish(
            EventCategory category, @Nullable String agent, String name, long second, Map<String, Object> data) {
        seq++;
        channel.publish(
                new Event(seq, TIME.plusSeconds(second), category, name, agent, EventSeverity.INFO, 1, "n1", data));
    }

    /** The lines of a scrape in which everything that happened so far is counted. */
    List<String> lines() {
        happen(null, LAST + seq, 0, Map.of());
        String last = "baton_events_total{type=\"" + LAST + (seq - 1) + "\"}";
        Awaitility.await().until(() -> scrape().anyMatch(line -> line.startsWith(last)));
        return scrape().toList();
    }

    Stream<String> scrape() {
        return metrics.scrape().await().lines();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
