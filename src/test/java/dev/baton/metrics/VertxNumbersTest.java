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
    void countConnectionsAndBytes() {
        try (Counting counting = new Counting(10)) {
            counting.lines();

            String answer = counting.ask("/a", "GET");
            int length = answer.substring(answer.indexOf("\r\n\r\n") + 4).length();

            // A connection is counted as closed a little after the client has closed it.
            Awaitility.await().until(() -> valueOf(counting, "vertx_http_server_active_connections") == 0);
            assertThat(valueOf(counting, "vertx_http_server_bytes_written_total"))
                    .isEqualTo(length);
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
            assertThat(labels(lines)).isSubsetOf(Set.of("class", "pool_name"));
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

    private static double valueOf(Counting counting, String name) {
        return counting.scrape()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElse(Double.NaN);
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
