package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.settings.RecordMapper;
import dev.baton.testing.CommandsHealth;
import dev.baton.testing.ScriptedCluster;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events of several nodes in one stream: resumed on any node without gap and double, and what is missing is told. */
class ClusterStreamsTest {
    private static final int REMEMBERED = 100;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong revision = new AtomicLong(1);
    private final ScriptedCommands rest = new ScriptedCommands(REMEMBERED);
    private final ScriptedCluster cluster = new ScriptedCluster(rest, REMEMBERED, "n1", "n2", "n3");
    private HttpControl http;
    private Site site;

    @BeforeEach
    void serve() {
        HttpServices services = new HttpServices(
                cluster,
                new CommandsHealth(rest),
                () -> Future.succeededFuture(""),
                List.of(),
                InstantSource.fixed(Instant.parse("2026-03-04T05:06:07.008Z")),
                System::nanoTime,
                Map.of(),
                revision::get);
        HttpSettings settings = RecordMapper.map(new JsonObject().put("enabled", true), HttpSettings.class);
        http = HttpControl.start(vertx, settings, 0, services).await();
        site = new Site() {
            @Override
            int port() {
                return http.port();
            }

            @Override
            public void close() {
                vertx.close().await();
            }
        };
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Listening listen(String query) {
        return Listening.to(site.request("/api/events/stream" + query));
    }

    private Listening resume(String after) {
        return Listening.to(site.request("/api/events/stream").header("Last-Event-ID", after));
    }

    private void emit(String node, int count) {
        for (int i = 0; i < count; i++) {
            cluster.emit(node, "db", "SOLD");
        }
    }

    private static List<Long> numbers(Listening stream, String node) {
        return stream.rows().stream()
                .map(row -> new JsonObject(row.data()))
                .filter(row -> row.getString("node").equals(node))
                .map(row -> row.getLong("seq"))
                .toList();
    }

    private static List<Long> from(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<String> ids(Listening stream) {
        return stream.rows().stream().map(Listening.Told::id).toList();
    }

    private static List<JsonObject> gaps(Listening stream) {
        return stream.told().stream()
                .filter(told -> told.event().equals("gap"))
                .peek(told -> Document.CONTRACT.checkBody("#/components/schemas/Gap", told.data()))
                .map(told -> new JsonObject(told.data()))
                .toList();
    }

    private static JsonObject gap(String node, Long from, Long to, String reason) {
        return new JsonObject()
                .put("from", from)
                .put("to", to)
                .put("reason", reason)
                .put("node", node);
    }

    @Test
    void tellsTheEventsOfAllNodes() {
        emit("n1", 2);
        emit("n2", 1);
        try (Listening stream = listen("?last=2")) {
            stream.await(told -> told.rows().size() == 2);
            emit("n2", 1);
            emit("n1", 1);
            stream.await(told -> told.rows().size() == 4);

            assertThat(ids(stream))
                    .containsExactly("n1:2,n2:0,n3:0", "n1:2,n2:1,n3:0", "n1:2,n2:2,n3:0", "n1:3,n2:2,n3:0");
            assertThat(stream.told().get(0).event()).isEqualTo("hello");
            assertThat(new JsonObject(stream.told().get(0).data()).getString("positions"))
                    .isEqualTo("n1:2,n2:1,n3:0");
            Document.CONTRACT.checkBody(
                    "#/components/schemas/Hello", stream.told().get(0).data());
            stream.rows().forEach(row -> Document.CONTRACT.checkBody("#/components/schemas/Event", row.data()));
        }
    }

    @Test
    void resumesAfterEveryRowWithoutGapAndDouble() {
        for (int i = 0; i < 10; i++) {
            emit("n" + (i % 3 + 1), 1);
        }
        List<Listening.Told> whole;
        try (Listening stream = listen("?last=100")) {
            stream.await(told -> told.rows().size() == 10);
            emit("n2", 3);
            emit("n1", 2);
            stream.await(told -> told.rows().size() == 15);
            whole = stream.rows();
        }
        for (int i = 0; i < 15; i++) {
            int after = i + 1;
            try (Listening again = resume(whole.get(i).id())) {
                again.await(told -> told.rows().size() >= 15 - after);
                assertThat(again.rows().stream().map(Listening.Told::data))
                        .as("after %s", whole.get(i).id())
                        .isEqualTo(whole.subList(after, 15).stream()
                                .map(Listening.Told::data)
                                .toList());
                assertThat(gaps(again)).isEmpty();
            }
        }
    }

    @Test
    void losesNothingWhenAClockIsSetBack() {
        emit("n1", 3);
        cluster.setClockBack(2);
        emit("n1", 2);
        try (Listening stream = listen("?last=100")) {
            stream.await(told -> told.rows().size() == 5);
            assertThat(numbers(stream, "n1")).isNotEqualTo(from(1, 5)).containsExactlyInAnyOrderElementsOf(from(1, 5));
            for (int i = 0; i < 5; i++) {
                List<Long> left = numbers(stream, "n1").subList(i + 1, 5);
                try (Listening again = resume(ids(stream).get(i))) {
                    again.await(told -> told.rows().size() >= left.size());
                    assertThat(numbers(again, "n1")).containsAll(left);
                }
            }
        }
    }

    @Test
    void losesAndDoublesNothingWhileEventsPourOnAllNodes() {
        Thread pouring = new Thread(() -> {
            for (int i = 0; i < 4_000; i++) {
                emit("n" + (i % 3 + 1), 1);
            }
        });
        pouring.start();
        try (Listening first = listen("?last=0");
                Listening second = listen("?last=10")) {
            Awaitility.await().until(() -> !pouring.isAlive());
            emit("n1", 1);
            emit("n2", 1);
            emit("n3", 1);
            for (Listening stream : List.of(first, second)) {
                stream.await(told -> ids(told).contains("n1:1335,n2:1334,n3:1334"));
                assertThat(gaps(stream)).isEmpty();
                for (String node : List.of("n1", "n2", "n3")) {
                    List<Long> numbers = numbers(stream, node);
                    assertThat(numbers).isEqualTo(from(numbers.get(0), node.equals("n1") ? 1_335 : 1_334));
                }
            }
        }
    }

    @Test
    void tellsWhatDidNotGetThrough() {
        try (Listening stream = listen("")) {
            stream.await(told -> !told.told().isEmpty());
            emit("n2", 1);
            cluster.emitUnheard("n2", "db", "SOLD", 3);
            emit("n1", 1);
            emit("n2", 1);
            stream.await(told -> told.rows().size() == 3);

            assertThat(gaps(stream)).singleElement().satisfies(gap -> {
                assertThat(gap.getString("node")).isEqualTo("n2");
                assertThat(gap.getLong("from")).isEqualTo(2);
                assertThat(gap.getLong("to")).isEqualTo(4);
            });
            assertThat(ids(stream)).containsExactly("n1:0,n2:1,n3:0", "n1:1,n2:1,n3:0", "n1:1,n2:5,n3:0");
        }
    }

    @Test
    void tellsWhichEventsOfWhichNodeAreForgotten() {
        emit("n1", 10);
        emit("n2", 150);
        try (Listening stream = resume("n1:8,n2:20,n3:0")) {
            stream.await(told -> told.rows().size() == REMEMBERED + 2);

            assertThat(gaps(stream)).containsExactly(gap("n2", 21L, 50L, Frames.FORGOTTEN));
            assertThat(numbers(stream, "n2")).isEqualTo(from(51, 150));
        }
    }

    @Test
    void tellsThatANodeHasBegunAnew() {
        emit("n1", 2);
        emit("n2", 9);
        try (Listening stream = listen("?last=0")) {
            stream.await(told -> !told.told().isEmpty());
            cluster.restart("n2");
            emit("n2", 2);
            emit("n1", 1);
            stream.await(told -> told.rows().size() == 3);

            assertThat(gaps(stream)).containsExactly(gap("n2", 10L, null, Frames.STARTED_ANEW));
            assertThat(ids(stream)).containsExactly("n1:2,n2:1,n3:0", "n1:2,n2:2,n3:0", "n1:3,n2:2,n3:0");
        }
        try (Listening stream = resume("n1:2,n2:9,n3:0")) {
            stream.await(told -> told.rows().size() == 3);

            assertThat(gaps(stream)).containsExactly(gap("n2", 10L, null, Frames.STARTED_ANEW));
            assertThat(numbers(stream, "n2")).isEqualTo(from(1, 2));
            assertThat(numbers(stream, "n1")).isEqualTo(from(3, 3));
        }
    }

    @Test
    void tellsOfANodeThatHasBegunAnewBeforeAnyOfItsEventsWasHeard() {
        cluster.emitUnheard("n2", "db", "SOLD", 9);
        try (Listening stream = listen("?last=0")) {
            stream.await(told -> !told.told().isEmpty());
            cluster.restart("n2");
            emit("n2", 2);
            stream.await(told -> told.rows().size() == 2);

            assertThat(gaps(stream)).contains(gap("n2", 10L, null, Frames.STARTED_ANEW));
            assertThat(numbers(stream, "n2")).isEqualTo(from(1, 2));
        }
    }

    @Test
    void namesTheNodesThatCanNotBeReachedAndTellsWhatWasMissed() {
        emit("n3", 5);
        cluster.cutOff("n3");
        try (Listening stream = resume("n1:0,n2:0,n3:2")) {
            stream.await(told -> !told.told().isEmpty());
            assertThat(new JsonObject(stream.told().get(0).data()).getJsonArray("missing"))
                    .containsExactly("n3");
            cluster.mend("n3");
            emit("n3", 1);
            stream.await(told -> !told.rows().isEmpty());

            assertThat(gaps(stream))
                    .containsExactly(gap("n3", 3L, 5L, "this node couldn't be reached when the stream began"));
            assertThat(ids(stream)).containsExactly("n1:0,n2:0,n3:6");
        }
    }

    /** As of a node that was started a moment ago, and has heard of no other one yet. */
    @Test
    void keepsThePositionOfANodeThatIsNotKnownYet() {
        emit("n1", 1);
        String last;
        try (Listening stream = resume("n1:0,n2:0,n3:0,n4:2")) {
            stream.await(told -> told.rows().size() == 1);
            assertThat(new JsonObject(stream.told().get(0).data()).getJsonArray("missing"))
                    .containsExactly("n4");
            last = ids(stream).get(0);
            assertThat(last).isEqualTo("n1:1,n2:0,n3:0,n4:2");
            cluster.join("n4");
            emit("n4", 4);
            stream.awaitEnd();
            assertThat(stream.rows()).hasSize(1);
        }
        try (Listening stream = resume(last)) {
            emit("n4", 1);
            stream.await(told -> told.rows().size() == 3);

            assertThat(numbers(stream, "n4")).isEqualTo(from(3, 5));
            assertThat(gaps(stream)).isEmpty();
        }
    }

    @Test
    void goesOnWithANodeThatWasNotKnownYetIfNothingLiesBetween() {
        try (Listening stream = resume("n1:0,n2:0,n3:0,n4:0")) {
            stream.await(told -> !told.told().isEmpty());
            cluster.join("n4");
            emit("n4", 2);
            stream.await(told -> told.rows().size() == 2);

            assertThat(numbers(stream, "n4")).isEqualTo(from(1, 2));
            assertThat(gaps(stream)).isEmpty();
        }
    }

    @Test
    void tellsThatANodeThatWasNotKnownYetHasBegunAnew() {
        try (Listening stream = resume("n1:0,n2:0,n3:0,n4:17")) {
            stream.await(told -> !told.told().isEmpty());
            cluster.join("n4");
            emit("n4", 2);
            stream.awaitEnd();
        }
        try (Listening stream = resume("n1:0,n2:0,n3:0,n4:17")) {
            stream.await(told -> told.rows().size() == 2);

            assertThat(gaps(stream)).containsExactly(gap("n4", 18L, null, Frames.STARTED_ANEW));
            assertThat(numbers(stream, "n4")).isEqualTo(from(1, 2));
        }
    }

    @Test
    void tellsOnlyTheEventsOfOneNode() {
        emit("n1", 3);
        emit("n2", 3);
        try (Listening stream =
                Listening.to(site.request("/api/events/stream?node=n2").header("Last-Event-ID", "1"))) {
            emit("n1", 1);
            emit("n2", 1);
            stream.await(told -> told.rows().size() == 3);

            assertThat(ids(stream)).containsExactly("n2:2", "n2:3", "n2:4");
            assertThat(gaps(stream)).isEmpty();
        }
    }

    @Test
    void tellsTheEventsOfANodeThatJoins() {
        try (Listening stream = listen("?last=0")) {
            stream.await(told -> !told.told().isEmpty());
            cluster.join("n4");
            emit("n4", 2);
            stream.await(told -> told.rows().size() == 2);

            assertThat(ids(stream)).containsExactly("n1:0,n2:0,n3:0,n4:1", "n1:0,n2:0,n3:0,n4:2");
            assertThat(gaps(stream)).isEmpty();
        }
    }

    @Test
    void asksForEventsByPositions() {
        emit("n1", 3);
        emit("n2", 3);

        HttpResponse<String> answer = site.get("/api/events?after_seq=n1:2,n2:3");

        Document.CONTRACT.check("events", answer);
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getInteger("count")).isEqualTo(1);
        assertThat(body.getJsonObject("filters").getString("after_seq")).isEqualTo("n1:2,n2:3");
        assertThat(body.getJsonObject("capacity_by_node").fieldNames()).containsExactly("n1", "n2", "n3");
        assertThat(body.getJsonArray("nodes")).hasSize(3);
    }

    @Test
    void refusesWhatIsNoPosition() {
        for (String query : List.of("after_seq=7", "after_seq=n1:x", "after_seq=n1:1,n1:2", "node=n9&last=1")) {
            HttpResponse<String> answer = site.get("/api/events?" + query);

            assertThat(answer.statusCode()).as(query).isEqualTo(query.startsWith("node") ? 404 : 400);
            Document.CONTRACT.check("events", answer);
        }
    }

    @Test
    void linesOfOneAgentResumeByNode() {
        cluster.write("n1", "db", "a");
        cluster.write("n2", "db", "b");
        cluster.write("n2", "db", "c");
        try (Listening lines =
                Listening.to(site.request("/api/agents/db/logs?follow=true").header("Last-Event-ID", "n1:1,n2:1"))) {
            lines.await(told -> told.rows().size() == 1);
            cluster.write("n1", "db", "d");
            lines.await(told -> told.rows().size() == 2);

            assertThat(ids(lines)).containsExactly("n1:1,n2:2", "n1:2,n2:2");
            lines.rows().forEach(row -> Document.CONTRACT.checkBody("#/components/schemas/LogLine", row.data()));
        }
    }

    @Test
    void linesOfSeveralAgentsTellThatSomeAreMissing() {
        try (Listening lines = Listening.to(site.request("/api/agents/*/logs?follow=true"))) {
            Awaitility.await().until(() -> {
                cluster.write("n1", "db", "a");
                return !lines.rows().isEmpty();
            });
            cluster.loseLines("n2");
            lines.await(told -> !gaps(told).isEmpty());

            assertThat(gaps(lines).get(0).getString("node")).isEqualTo("n2");
        }
    }

    @Test
    void anAnswerIsAnotherOneWhenSomethingChangesElsewhere() {
        String first = site.get("/api/agents").headers().firstValue("etag").orElseThrow();
        assertThat(site.get("/api/agents").headers().firstValue("etag")).contains(first);

        revision.incrementAndGet();

        assertThat(site.send(site.request("/api/agents").header("If-None-Match", first))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAnswerIsAnotherOneWhenTwoNodesComeToTheSameNumber() {
        emit("n1", 1);
        String first = etagOfEvents("");
        emit("n2", 1);

        Awaitility.await().until(() -> !etagOfEvents("").equals(first));
    }

    private String etagOfEvents(String query) {
        return site.get("/api/events" + query).headers().firstValue("etag").orElseThrow();
    }
}
