package dev.baton.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxBootstrap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class VertxNumbersTest {
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    @Test
    void countRequestsByStatus() {
        try (Counting counting = new Counting(10)) {
            counting.lines();

            counting.ask("/a", "GET");
            counting.ask("/b", "POST");

            assertThat(lineOf(counting, "vertx_http_server_requests_total"))
                    .isEqualTo("vertx_http_server_requests_total{code=\"404\"} 2.0");
            assertThat(lineOf(counting, "vertx_http_server_active_requests"))
                    .isEqualTo("vertx_http_server_active_requests 0.0");
        }
    }

    @Test
    void tellNothingThatAClientCanMakeUp() {
        try (Counting counting = new Counting(10)) {
            counting.lines();
            for (int i = 0; i < 20; i++) {
                counting.ask("/made-up-" + i, "MADEUP" + i);
            }

            List<String> lines = vertxLines(counting);

            assertThat(lines).noneMatch(line -> line.contains("made-up")).noneMatch(line -> line.contains("MADEUP"));
            assertThat(labels(lines)).isSubsetOf(Set.of("code", "pool_name"));
            assertThat(lines).hasSizeLessThan(60);
        }
    }

    @Test
    void tellOfPoolsByTheirFixedNames() {
        try (Counting counting = new Counting(10)) {
            counting.lines();

            assertThat(vertxLines(counting))
                    .anyMatch(line ->
                            line.matches("vertx_pool_completed_total\\{pool_name=\"vert.x-worker-thread\",?} [1-9].*"))
                    .allMatch(line -> !line.contains("pool_name=") || line.contains("pool_name=\"vert.x-"));
        }
    }

    @Test
    void countNothingWhileNobodyWantsThem() {
        VertxNumbers numbers = new VertxNumbers();
        Vertx vertx = VertxBootstrap.create()
                .metricsFactory(options -> numbers)
                .init()
                .vertx();
        vertx.executeBlocking(() -> "done").await();

        assertThat(numbers.counting()).isNull();

        vertx.close().await();
    }

    private static String lineOf(Counting counting, String name) {
        // A response is counted when the last of it has been written, so a little after the client has it.
        Awaitility.await()
                .until(() ->
                        counting.scrape().anyMatch(line -> line.startsWith("vertx_http_server_active_requests 0")));
        return counting.scrape()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> vertxLines(Counting counting) {
        return counting.scrape().filter(line -> line.startsWith("vertx_")).toList();
    }

    private static Set<String> labels(List<String> lines) {
        return lines.stream().flatMap(VertxNumbersTest::labels).collect(Collectors.toSet());
    }

    private static Stream<String> labels(String line) {
        return LABEL.matcher(line).results().map(found -> found.group(1));
    }
}
