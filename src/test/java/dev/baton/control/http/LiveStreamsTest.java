package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The streams of a real Baton, whose events come from everywhere; what {@link StreamsTest} can't see, which makes its own. */
class LiveStreamsTest {
    private Serving serving;

    @BeforeEach
    void serve() {
        serving = Serving.open();
    }

    @AfterEach
    void close() {
        serving.close();
    }

    private static long sold(Listening stream) {
        return stream.rows().stream()
                .filter(row -> row.data().contains("\"event_name\":\"SOLD\""))
                .count();
    }

    /** Every number once, in order. */
    private static void requireWhole(Listening stream, long first) {
        List<Long> ids = stream.ids();
        assertThat(ids)
                .isEqualTo(LongStream.range(first, first + ids.size()).boxed().toList());
        assertThat(stream.told()).noneMatch(told -> told.event().equals("gap"));
    }

    @Test
    void tellsThePresentAndEverythingThatFollows() {
        serving.baton.emit("db", "SOLD", Map.of("order", 1), 3);
        try (Listening stream = Listening.to(serving.request("/api/events/stream?last=1000"))) {
            stream.await(told -> sold(told) == 3);
            serving.baton.emit("db", "SOLD", Map.of("order", 2), 2_000);
            serving.post("/api/agents/collector/restart");
            serving.baton.emit("collector", "SOLD", Map.of("order", 3));
            stream.await(told -> sold(told) == 2_004);

            requireWhole(stream, 1);
            stream.rows().forEach(row -> Document.CONTRACT.checkBody("#/components/schemas/Event", row.data()));
        }
    }

    @Test
    void resumesWithoutGapAndDouble() {
        serving.emit("db", "SOLD", Map.of("order", 1));
        long last;
        try (Listening first = Listening.to(serving.request("/api/events/stream"))) {
            first.await(told -> sold(told) == 1);
            last = first.ids().get(first.ids().size() - 1);
        }
        serving.baton.emit("db", "SOLD", Map.of("order", 2), 500);
        HttpRequest.Builder again = serving.request("/api/events/stream").header("Last-Event-ID", String.valueOf(last));
        try (Listening second = Listening.to(again)) {
            second.await(told -> sold(told) == 500);
            serving.emit("db", "SOLD", Map.of("order", 3));
            second.await(told -> sold(told) == 501);

            requireWhole(second, last + 1);
        }
    }

    @Test
    void tellsWhoComesFromAnEarlierStart() {
        HttpRequest.Builder request = serving.request("/api/events/stream").header("Last-Event-ID", "1000000");
        try (Listening stream = Listening.to(request)) {
            stream.await(told -> !told.rows().isEmpty());

            assertThat(stream.told().get(1).event()).isEqualTo("gap");
            assertThat(stream.told().get(1).data()).contains("started anew");
            assertThat(stream.ids().get(0)).isEqualTo(1);
        }
    }

    @Test
    void linesAreFollowedAndResume() {
        for (int i = 1; i <= 20; i++) {
            serving.baton.write("db", "line " + i);
        }
        HttpRequest.Builder request =
                serving.request("/api/agents/db/logs?follow=true").header("Last-Event-ID", "5");
        try (Listening lines = Listening.to(request)) {
            lines.await(told -> told.rows().stream().anyMatch(row -> row.data().contains("line 20")));
            serving.baton.write("db", "line 21");
            lines.await(told -> told.rows().stream().anyMatch(row -> row.data().contains("line 21")));

            List<Long> ids = lines.ids();
            assertThat(ids)
                    .isEqualTo(LongStream.range(6, 6 + ids.size()).boxed().toList());
            lines.rows().forEach(row -> Document.CONTRACT.checkBody("#/components/schemas/LogLine", row.data()));
        }
    }
}
