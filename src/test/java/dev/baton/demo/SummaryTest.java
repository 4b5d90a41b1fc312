package dev.baton.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class SummaryTest {
    private static final String HEADER = "time,metric,unit,samples,min,avg,max,last";

    @TempDir
    Path folder;

    private Path out;
    private Rehearsal rehearsal;

    @BeforeEach
    void rehearse(Vertx vertx) throws Exception {
        out = folder.resolve("made/by/summary");
        JsonObject config = new JsonObject().put("cron", "*/15 * * * * *").put("folder", out.toString());
        rehearsal = new Rehearsal(new Summary(), vertx, config).setUp();
    }

    @Test
    void addsARowPerMetricAndSummaryAfterOneHeader() throws Exception {
        publish(new Sample("cpu", 10, "%"), new Sample("cpu", 20.04, "%"), new Sample("disk /a,b", 7, "%"));
        rehearsal.execute();
        publish(new Sample("cpu", 40, "%"));
        rehearsal.execute();
        assertThat(out.resolve("summary.csv")).hasContent(HEADER + """

                        2026-01-02T03:04:05Z,cpu,%,2,10.0,15.0,20.0,20.0
                        2026-01-02T03:04:05Z,"disk /a,b",%,1,7.0,7.0,7.0,7.0
                        2026-01-02T03:04:05Z,cpu,%,1,40.0,40.0,40.0,40.0
                        """);
    }

    @Test
    void goesOnWithAFileOfAnEarlierRunEvenIfItEndsInHalfALine() throws Exception {
        Files.writeString(out.resolve("summary.csv"), HEADER + "\n2026-01-01T00:00:00Z,cp");
        publish(new Sample("cpu", 1, "%"));
        rehearsal.execute();
        assertThat(out.resolve("summary.csv"))
                .hasContent(HEADER + "\n2026-01-01T00:00:00Z,cp\n2026-01-02T03:04:05Z,cpu,%,1,1.0,1.0,1.0,1.0\n");
    }

    @Test
    void writesAReportThatReadsWellAsText() throws Exception {
        publish(new Sample("cpu", 10, "%"), new Sample("load|1m", 2, ""), new Sample("cpu", 30, "%"));
        rehearsal.execute();
        assertThat(out.resolve("report.md")).hasContent("""
                        # This machine, as Baton's agents see it

                        Written at 2026-01-02T03:04:05Z; min, avg and max are since the start of the summary.

                        | metric   |    now |    min |    avg |    max | lately |
                        | -------- | -----: | -----: | -----: | -----: | ------ |
                        | cpu      | 30.0 % | 10.0 % | 20.0 % | 30.0 % | ▃█     |
                        | load\\|1m |      2 |      2 |      2 |      2 | ▄      |
                        """);
        assertThat(out).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void logsOneLineAndEmitsOneEvent() throws Exception {
        publish(new Sample("memory", 50, "%"), new Sample("load", 1, ""), new Sample("cpu", 10, "%"));
        rehearsal.execute();
        assertThat(rehearsal.log())
                .containsExactly("SUCCESS cpu 10.0 % █ · memory 50.0 % █ → " + out.resolve("report.md"));
        assertThat(rehearsal.eventNames()).containsExactly("SUMMARY");
        assertThat(rehearsal.lastEvent().getInteger("samples")).isEqualTo(3);
    }

    @Test
    void writesNothingWithoutSamples() throws Exception {
        rehearsal.execute();
        assertThat(out).isEmptyDirectory();
        assertThat(rehearsal.eventNames()).isEmpty();
    }

    @Test
    void listensNoLongerOnceClosed() throws Exception {
        rehearsal.close();
        publish(new Sample("cpu", 10, "%"));
        rehearsal.execute();
        assertThat(out).isEmptyDirectory();
    }

    /** Returns when the summary has them: consumers made by one thread share its context, and take turns in order. */
    private void publish(Sample... samples) throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(samples.length);
        var last = rehearsal.vertx().eventBus().localConsumer(Sample.ADDRESS, message -> arrived.countDown());
        for (Sample sample : samples) {
            sample.publish(rehearsal);
        }
        assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
        last.unregister();
    }
}
