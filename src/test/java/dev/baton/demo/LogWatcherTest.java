package dev.baton.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class LogWatcherTest {
    @TempDir
    Path folder;

    @Test
    void countsTheLinesWithEachKeyword(Vertx vertx) throws Exception {
        Path file = Files.writeString(folder.resolve("app.log"), """
                ERROR a was lost: ERROR 7
                INFO  b is ready
                ERRORS are no ERROR-free life, and already is not ready
                """);
        Rehearsal rehearsal = rehearse(vertx, file, "ERROR", "ready").setUp().execute();
        assertThat(rehearsal.eventNames()).containsExactly("LOG_COUNTS");
        assertThat(rehearsal.lastEvent()).isEqualTo(new JsonObject("""
                        {"lines": 3, "keywords": {"ERROR": 2, "ready": 2}}"""));
    }

    @Test
    void isSilentWhileNothingIsWritten(Vertx vertx) throws Exception {
        Rehearsal rehearsal =
                rehearse(vertx, folder.resolve("missing.log"), "ERROR").setUp();
        rehearsal.execute().execute();
        assertThat(rehearsal.eventNames()).isEmpty();
        assertThat(rehearsal.log()).isEmpty();
    }

    @Test
    void leavesOutLinesThatNameItself(Vertx vertx) throws Exception {
        Path file = Files.writeString(folder.resolve("app.log"), "INFO rehearsed ERROR 1\nERROR unrehearsed\n");
        Rehearsal rehearsal = rehearse(vertx, file, "ERROR").setUp().execute();
        assertThat(rehearsal.lastEvent().getInteger("lines")).isEqualTo(1);
    }

    @Test
    void sumsUpWhenItCloses(Vertx vertx) throws Exception {
        Path file = Files.writeString(folder.resolve("app.log"), "ERROR 1\n");
        Rehearsal rehearsal = rehearse(vertx, file, "ERROR", "WARNING").setUp().execute();
        Files.writeString(file, "WARNING 2\nfine\n", StandardOpenOption.APPEND);
        rehearsal.execute().close();
        assertThat(rehearsal.log()).last().isEqualTo("INFO 3 lines read: ERROR 1, WARNING 1");
    }

    @Test
    void closesEvenIfItWasNeverSetUp(Vertx vertx) throws Exception {
        Rehearsal rehearsal = rehearse(vertx, folder.resolve("app.log"), "ERROR");
        rehearsal.close();
        assertThat(rehearsal.log()).isEmpty();
    }

    @Test
    void needsAFileAndRealKeywords(Vertx vertx) throws Exception {
        Rehearsal withoutFile = new Rehearsal(new LogWatcher(), vertx, new JsonObject());
        assertThat(withoutFile.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.path()).isEqualTo("file"));
        assertThat(rehearse(vertx, folder.resolve("a"), "ERROR", " ").findings())
                .singleElement()
                .satisfies(f -> assertThat(f.path()).isEqualTo("keywords"));
    }

    private static Rehearsal rehearse(Vertx vertx, Path file, String... keywords) {
        JsonObject config = new JsonObject()
                .put("file", file.toString())
                .put("keywords", new JsonArray(java.util.List.of((Object[]) keywords)));
        return new Rehearsal(new LogWatcher(), vertx, config);
    }
}
