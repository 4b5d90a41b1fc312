package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.LoggerContext;
import dev.baton.agent.AgentLogger;
import dev.baton.settings.ByteSize;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import dev.baton.settings.InvalidSettings;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LoggingTest {
    @TempDir
    Path folder;

    @Test
    void writesAllLinesThatWereLoggedBeforeItWasClosed() {
        Recorder recorder = Recorder.text(LogLevel.INFO);
        AgentLogger logger = recorder.agent("collector");

        for (int i = 0; i < 50_000; i++) {
            logger.info("line {}", i);
        }

        assertThat(recorder.lines()).hasSize(50_000).last().asString().endsWith("line 49999");
    }

    @Test
    void writesTheSameLinesToTheConsoleAndTheFileButColoursToTheConsoleOnly() throws IOException {
        Path file = folder.resolve("logs/baton.log");
        Recorder recorder =
                new Recorder(new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, file, ByteSize.parse("10MB"), 5), true);

        recorder.agent("collector").success("done");

        String onConsole = recorder.output();
        assertThat(file).content().doesNotContain("\u001b").isEqualTo(onConsole.replaceAll("\u001b\\[[0-9;]*m", ""));
    }

    @Test
    void boundsItsFilesOnDiskHoweverManyLinesThereAre() throws IOException {
        Path file = folder.resolve("baton.log");
        Recorder recorder =
                new Recorder(new LoggerSettings(LogLevel.INFO, LogFormat.JSON, file, ByteSize.parse("16KB"), 3));
        AgentLogger logger = recorder.agent("collector");

        for (int i = 0; i < 5_000; i++) {
            logger.info("line {}", i);
        }
        recorder.close();

        try (Stream<Path> files = Files.list(folder)) {
            long total = files.mapToLong(path -> path.toFile().length()).sum();
            assertThat(total).isBetween(2 * 15L * 1024, 3 * 16L * 1024);
        }
        assertThat(file).content().contains("line 4999");
    }

    @Test
    void refusesToStartWithAFileThatCannotBeWritten() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("taken"), "x");

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> new Recorder(withFile(notAFolder.resolve("baton.log"))))
                .withMessage("ERROR orchestrator.loggerConfig.file: The log file " + notAFolder
                        + "/baton.log can't be written: " + notAFolder + " is not a folder. Name a file in a folder"
                        + " where this user may write, or leave it out.");
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> new Recorder(withFile(folder)))
                .withMessageContaining("can't be written: Is a directory.");
    }

    @Test
    void foreseesAFileThatCannotBeWrittenWithoutTouchingAnything() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("taken"), "x");
        Findings findings = new Findings();

        Logging.check(withFile(notAFolder.resolve("baton.log")), findings.at("a"));
        Logging.check(withFile(folder), findings.at("b"));
        Logging.check(withFile(folder.resolve("new/folder/baton.log")), findings.at("c"));
        Logging.check(withFile(notAFolder), findings.at("d"));
        Logging.check(LoggerSettings.DEFAULT, findings.at("e"));

        assertThat(findings.all().stream().map(Finding::path)).containsExactly("a.file", "b.file");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void neitherHoldsUpNorSilencesTheFileWhenTheConsoleIsStuck() throws Exception {
        Path file = folder.resolve("baton.log");
        CountDownLatch stuck = new CountDownLatch(1);
        PrintStream out = new PrintStream(new StuckStream(stuck), true, StandardCharsets.UTF_8);
        LoggerContext context = Recorder.newContext();
        LineAppender.Limits small = new LineAppender.Limits(100_000, Duration.ZERO, Duration.ofMillis(50));
        Logging logging =
                Logging.start(withFile(file), context, new Console(out, false, () -> ZoneOffset.UTC, false), small);

        for (int i = 0; i < 10_000; i++) {
            context.getLogger("dev.baton.X").warn("line {}", i);
            if (i % 100 == 0) {
                awaitContent(file, "line " + i + "\n");
            }
        }
        // The close waits for the file as briefly as for the console, which may be too briefly for the last ones.
        awaitContent(file, "line 9999\n");
        assertThat(logging.droppedLines()).isGreaterThan(1_000);
        logging.close();
        stuck.countDown();

        assertThat(Files.readAllLines(file)).hasSize(10_000);
    }

    @Test
    void tellsOnTheConsoleThatTheFileCannotBeWrittenAnyMore() throws IOException {
        Path file = folder.resolve("gone/baton.log");
        Recorder recorder = new Recorder(withFile(file));
        Files.delete(file);
        Files.delete(file.getParent());

        recorder.agent("collector").info("one");
        recorder.agent("collector").info("two");

        assertThat(recorder.output())
                .contains("one", "two")
                .containsOnlyOnce("[logging]        The log file " + file + " can't be written")
                .contains("2 log lines were lost");
    }

    @Test
    void replacesWhatAnEarlierStartSetUp() {
        LoggerContext context = Recorder.newContext();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();

        Logging early = Logging.start(LoggerSettings.DEFAULT, context, console(first), Recorder.ROOMY);
        context.getLogger("dev.baton.X").info("early");
        Logging late = Logging.start(LoggerSettings.DEFAULT, context, console(second), Recorder.ROOMY);
        early.close();
        context.getLogger("dev.baton.X").info("late");
        late.close();
        late.close();

        assertThat(first.toString(StandardCharsets.UTF_8)).contains("early").doesNotContain("late");
        assertThat(second.toString(StandardCharsets.UTF_8)).contains("late").doesNotContain("early");
    }

    @Test
    void givesJavaLoggingBackAsItWas() {
        java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
        java.util.logging.Handler[] before = root.getHandlers();
        Recorder first = Recorder.text(LogLevel.INFO);
        Recorder second = Recorder.text(LogLevel.INFO);

        java.util.logging.Logger.getLogger("org.example.Lib")
                .log(java.util.logging.Level.WARNING, "disk {0}", new Object[] {"full"});
        first.close();
        second.close();

        assertThat(second.lines()).singleElement().asString().contains("WARNING  [Lib]            disk full");
        assertThat(root.getHandlers()).containsExactly(before);
    }

    @Test
    void leavesJavaLoggingAloneUntilItIsCompleted() {
        java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
        java.util.logging.Handler[] before = root.getHandlers();

        Logging logging = Logging.begin(LoggerSettings.DEFAULT);
        assertThat(root.getHandlers()).containsExactly(before);
        logging.complete().complete();
        assertThat(root.getHandlers()).hasSize(1).doesNotContain(before);
        logging.close();

        assertThat(root.getHandlers()).containsExactly(before);
    }

    @Test
    void linesOfVertxPassThrough() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Logging logging = Logging.start(
                Recorder.settings(LogLevel.DEBUG, LogFormat.TEXT), context, console(bytes), Recorder.ROOMY);
        Vertx vertx = Vertx.vertx();
        CountDownLatch later = new CountDownLatch(1);
        vertx.getOrCreateContext().runOnContext(none -> {
            vertx.getOrCreateContext().runOnContext(again -> later.countDown());
            throw new IllegalStateException("out of a handler");
        });
        assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        logging.close();

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.matches(".* ERROR    \\[ContextImpl] +Unhandled exception"))
                .contains("    java.lang.IllegalStateException: out of a handler")
                .noneMatch(line -> line.contains(" DEBUG "));
    }

    private static LoggerSettings withFile(Path file) {
        return new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, file, ByteSize.parse("10MB"), 5);
    }

    private static Console console(ByteArrayOutputStream bytes) {
        return new Console(new PrintStream(bytes, false, StandardCharsets.UTF_8), false, () -> ZoneOffset.UTC, false);
    }

    private static void awaitContent(Path file, String content) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.readString(file).contains(content)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Takes nothing until it is let go. */
    private static final class StuckStream extends java.io.OutputStream {
        private final CountDownLatch free;

        StuckStream(CountDownLatch free) {
            this.free = free;
        }

        @Override
        public void write(int b) {
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
