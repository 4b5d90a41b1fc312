package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.ScriptedCommands;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The present and everything after it: no gap that isn't told, nothing twice, and nobody waits for anybody. */
class StreamsTest {
    private Scripted serving;

    @BeforeEach
    void serve() {
        serving = Scripted.open();
    }

    @AfterEach
    void close() {
        serving.close();
    }

    private Listening listen(String query) {
        return Listening.to(serving.request("/api/events/stream" + query));
    }

    private Listening resume(long after) {
        return Listening.to(serving.request("/api/events/stream").header("Last-Event-ID", String.valueOf(after)));
    }

    private void emit(int count) {
        for (int i = 0; i < count; i++) {
            serving.commands.emit("db", "SOLD", Map.of("order", i));
        }
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void tellsThePresentAndWhatFollows() {
        emit(5);
        try (Listening stream = listen("?last=3")) {
            stream.await(told -> told.rows().size() == 3);
            emit(4);
            stream.await(told -> told.rows().size() == 7);

            assertThat(stream.ids()).isEqualTo(numbers(3, 9));
            assertThat(stream.told().get(0).event()).isEqualTo("hello");
            Document.CONTRACT.checkBody(
                    "#/components/schemas/Hello", stream.told().get(0).data());
            stream.rows().forEach(row -> Document.CONTRACT.checkBody("#/components/schemas/Event", row.data()));
        }
    }

    @Test
    void losesAndDoublesNothingWhileEventsPour() {
        // No more than are kept for a reader that is as slow as can be.
        int poured = Feed.KEPT - 1;
        Thread pouring = new Thread(() -> emit(poured));
        pouring.start();
        try (Listening stream = listen("?last=0")) {
            Awaitility.await().until(() -> !pouring.isAlive());
            emit(1);
            stream.await(
                    told -> !told.rows().isEmpty() && told.ids().get(told.ids().size() - 1) == poured + 1);

            List<Long> ids = stream.ids();
            assertThat(ids).isEqualTo(numbers(ids.get(0), poured + 1));
        }
    }

    @Test
    void resumesAfterTheLastOneWithoutGapAndDouble() {
        emit(10);
        long last;
        try (Listening first = listen("?last=2")) {
            first.await(told -> told.rows().size() == 2);
            last = first.ids().get(1);
        }
        emit(20);
        try (Listening second = resume(last)) {
            second.await(told -> told.rows().size() == 20);
            emit(1);
            second.await(told -> told.rows().size() == 21);

            assertThat(second.ids()).isEqualTo(numbers(last + 1, last + 21));
            assertThat(second.told()).noneMatch(told -> told.event().equals("gap"));
        }
    }

    @Test
    void tellsWhichEventsAreForgotten() {
        emit(300);
        try (Listening stream = resume(50)) {
            stream.await(told -> told.rows().size() == 100);

            assertThat(stream.told().get(1)).satisfies(told -> {
                assertThat(told.event()).isEqualTo("gap");
                assertThat(new JsonObject(told.data()).getLong("from")).isEqualTo(51);
                assertThat(new JsonObject(told.data()).getLong("to")).isEqualTo(200);
                Document.CONTRACT.checkBody("#/components/schemas/Gap", told.data());
            });
            assertThat(stream.ids()).isEqualTo(numbers(201, 300));
        }
    }

    @Test
    void tellsWhoComesFromAnEarlierStart() {
        emit(10);
        serving.commands.forgetEvents();
        emit(3);
        try (Listening stream = resume(10)) {
            stream.await(told -> told.rows().size() == 3);

            assertThat(stream.told().get(1).event()).isEqualTo("gap");
            assertThat(stream.told().get(1).data()).contains("started anew");
            Document.CONTRACT.checkBody(
                    "#/components/schemas/Gap", stream.told().get(1).data());
            assertThat(stream.ids()).isEqualTo(numbers(1, 3));
        }
    }

    @Test
    void tellsOnlyWhatWasAskedFor() {
        try (Listening stream = listen("?agent=db&type=SOLD")) {
            stream.await(told -> !told.told().isEmpty());
            serving.commands.emit("db", "BOUGHT", Map.of());
            serving.commands.emit("collector", "SOLD", Map.of());
            serving.commands.emit("db", "SOLD", Map.of());
            stream.await(told -> !told.rows().isEmpty());

            assertThat(stream.ids()).containsExactly(3L);
        }
    }

    @Test
    void aSlowClientGetsAGapAndSlowsNobody() throws IOException {
        String text = "x".repeat(2_000);
        int events = Feed.KEPT + 4_000;
        try (RawClient slow = new RawClient(serving.port(), 4_096);
                Listening fast = listen("?last=0")) {
            slow.send("GET /api/events/stream?last=0 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(slow.readUntil("newest_seq")).startsWith("HTTP/1.1 200");
            fast.await(told -> !told.told().isEmpty());
            // In portions that the fast one keeps up with: the slow one must not make it wait.
            for (int sent = 0; sent < events; sent += 500) {
                for (int i = 0; i < 500; i++) {
                    serving.commands.emit("db", "SOLD", Map.of("text", text));
                }
                int expected = sent + 500;
                fast.await(told -> told.rows().size() >= expected);
            }
            assertThat(fast.ids()).isEqualTo(numbers(1, fast.ids().size()));

            String late = slow.readUntil("event: gap\ndata: {\"from\":") + slow.readUntil("}");

            assertThat(late).contains("you read more slowly than things happen");
        }
    }

    @Test
    void nobodyFollowsWhenNobodyListens() {
        int before = serving.commands.followers();
        serving.commands.write("db", "one");
        Listening first = Listening.to(serving.request("/api/agents/db/logs?follow=true"));
        Listening second = Listening.to(serving.request("/api/agents/db/logs?follow=true&last=0"));
        first.await(told -> told.rows().size() == 1);
        serving.commands.write("db", "two");
        second.await(told -> told.rows().size() == 1);
        assertThat(serving.commands.followers()).isEqualTo(before + 1);
        first.close();
        second.close();

        Awaitility.await().until(() -> {
            // It is noticed when something is written.
            serving.commands.write("db", "more");
            return serving.commands.followers() == before;
        });
    }

    @Test
    void linesResume() {
        for (int i = 0; i < ScriptedCommands.LINES + 20; i++) {
            serving.commands.write("db", "line " + i);
        }
        HttpRequest.Builder request =
                serving.request("/api/agents/db/logs?follow=true").header("Last-Event-ID", "10");
        try (Listening lines = Listening.to(request)) {
            lines.await(told -> told.rows().size() == ScriptedCommands.LINES);

            assertThat(lines.told().get(0).event()).isEqualTo("gap");
            assertThat(lines.told().get(0).data()).contains("\"from\":11,\"to\":20");
            assertThat(lines.ids()).isEqualTo(numbers(21, ScriptedCommands.LINES + 20));
            lines.rows().forEach(row -> Document.CONTRACT.checkBody("#/components/schemas/LogLine", row.data()));
        }
    }

    @Test
    void linesOfSeveralAgentsHaveNoIds() {
        try (Listening lines = Listening.to(serving.request("/api/agents/*/logs?follow=true"))) {
            Awaitility.await().until(() -> serving.commands.followers() == 2);
            serving.commands.write("db", "a");
            serving.commands.write("collector", "b");
            lines.await(told -> told.rows().size() == 2);

            assertThat(lines.rows()).allMatch(row -> row.id().isEmpty());
        }
    }

    @Test
    void stoppingEndsTheStreams() {
        try (Listening stream = listen("")) {
            stream.await(told -> !told.told().isEmpty());
            serving.http.stop().await();

            stream.awaitEnd();
        }
    }
}
