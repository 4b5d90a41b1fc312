package dev.baton.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page for users and the Grafana dashboard name is what there is. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("docs/metrics.md");
    private static final Path DASHBOARD = Path.of("docs/grafana/baton.json");
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z0-9_]+)` \\| (counter|gauge|histogram|summary) \\|.*");
    private static final Pattern NAME = Pattern.compile("\\b(baton|jvm|process|system|vertx)_[a-z_]+");
    /** Seen only once the collector has run. */
    private static final Set<String> LATER = Set.of(
            "jvm_gc_pause_seconds",
            "jvm_gc_pause_seconds_max",
            "jvm_gc_concurrent_phase_time_seconds",
            "vertx_http_server_errors_total",
            "vertx_http_server_request_resets_total");

    private static Map<String, String> types;
    private static Set<String> series;

    @BeforeAll
    static void scrape() {
        try (Counting counting = Counting.everything()) {
            org.awaitility.Awaitility.await()
                    .until(() -> counting.scrape()
                            .anyMatch(line -> line.matches("baton_event_loop_delay_seconds_count [1-9].*")));
            List<String> lines = counting.lines();
            types = lines.stream()
                    .filter(line -> line.startsWith("# TYPE "))
                    .map(line -> line.split(" ", -1))
                    .collect(Collectors.toMap(words -> words[2], words -> words[3], (a, b) -> a, TreeMap::new));
            series = lines.stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[ {]", 2)[0])
                    .collect(Collectors.toSet());
        }
    }

    @AfterAll
    static void forget() {
        types = Map.of();
    }

    @Test
    void pageNamesEveryMetricWithItsType() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                documented.put(row.group(1), row.group(2));
            }
        }
        assertThat(documented).containsAllEntriesOf(types);
        Set<String> unknown = new TreeSet<>(documented.keySet());
        unknown.removeAll(types.keySet());
        assertThat(LATER).containsAll(unknown);
    }

    @Test
    void dashboardUsesOnlyWhatThereIs() throws IOException {
        List<String> queries = new ArrayList<>();
        collect(new JsonObject(Files.readString(DASHBOARD)), queries);

        assertThat(queries).hasSizeGreaterThan(15);
        Set<String> used = new TreeSet<>();
        for (String query : queries) {
            Matcher name = NAME.matcher(query);
            while (name.find()) {
                used.add(name.group());
            }
        }
        used.removeIf(name -> name.startsWith("jvm_gc_pause_seconds"));
        assertThat(series).containsAll(used);
    }

    private static void collect(Object json, List<String> queries) {
        if (json instanceof JsonObject object) {
            if (object.getValue("expr") instanceof String query) {
                queries.add(query);
            }
            object.forEach(each -> collect(each.getValue(), queries));
        } else if (json instanceof JsonArray array) {
            array.forEach(each -> collect(each, queries));
        }
    }
}
