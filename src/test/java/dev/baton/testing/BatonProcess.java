package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A Baton that runs as a process of its own: what it prints, signals to send to it, and its end to wait for. Closing it
 * kills it, if it still runs.
 */
public final class BatonProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Lines out;
    private final Lines err;

    private BatonProcess(Process process) {
        this.process = process;
        this.out = Lines.of(process.getInputStream(), "out of " + process.pid());
        this.err = Lines.of(process.getErrorStream(), "err of " + process.pid());
    }

    /** A program on the Java that runs the tests. */
    public static BatonProcess java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return start(new ProcessBuilder(command));
    }

    /** A class of the tests as a program that runs as the user of this number; takes root to start. */
    public static BatonProcess javaAs(int user, Class<?> program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", BatonFolder.testClasses().toString(), program.getName()));
        command.addAll(List.of(arguments));
        return start(new ProcessBuilder(command));
    }

    /** A class of the tests as a program that is begun by the command {@code entry}. */
    public static BatonProcess javaWithin(List<String> entry, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(entry);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", BatonFolder.testClasses().toString(), program.getName()));
        command.addAll(List.of(arguments));
        return start(new ProcessBuilder(command));
    }

    static BatonProcess start(ProcessBuilder builder) {
        try {
            return new BatonProcess(builder.start());
        } catch (IOException e) {
            throw new AssertionError("Baton could not be started: " + builder.command(), e);
        }
    }

    /** Waits until the log holds {@code text}, spoken by {@code source}. */
    public BatonProcess awaitLine(String source, String text) {
        // A process that has ended says no more.
        Callable<Boolean> saidOrEnded = () -> hasSaid(source, text) || (!process.isAlive() && awaitExit() >= 0);
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(saidOrEnded);
        } catch (ConditionTimeoutException e) {
            // Told below, with all that has been said.
        }
        assertThat(hasSaid(source, text))
                .as(() -> "'" + text + "' said by " + source + "\n" + everything())
                .isTrue();
        return this;
    }

    private boolean hasSaid(String source, String text) {
        return said(source).stream().anyMatch(said -> said.contains(text));
    }

    /** Sends a signal, such as {@code INT}. */
    public BatonProcess signal(String name) {
        Programs.signal(name, process.pid());
        return this;
    }

    /** Waits for its end and returns its exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it did not end within " + PATIENCE + "\n" + everything());
            }
            out.awaitEnd();
            err.awaitEnd();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for the end", e);
        }
    }

    /** Waits for its end, which must be with {@code exitCode}. */
    public BatonProcess endsWith(int exitCode) {
        int actual = awaitExit();
        assertThat(actual).as(this::everything).isEqualTo(exitCode);
        return this;
    }

    /** What the machine knows it by. */
    public long pid() {
        return process.pid();
    }

    /** The numbers of the processes it has begun that run now, and of those that they have. */
    public List<Long> descendants() {
        return process.descendants().map(ProcessHandle::pid).toList();
    }

    /** The numbers of the processes that it has begun itself and that run now. */
    public List<Long> children() {
        return process.children().map(ProcessHandle::pid).toList();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    public List<String> out() {
        return out.soFar();
    }

    /** What it has printed to stderr so far. */
    public List<String> err() {
        return err.soFar();
    }

    /** The lines of its log so far. */
    public List<LogLine> log() {
        return out().stream().map(LogLine::parse).flatMap(Optional::stream).toList();
    }

    /** What {@code source} has logged so far. */
    public List<String> said(String source) {
        return log().stream()
                .filter(line -> line.source().equals(source))
                .map(LogLine::text)
                .toList();
    }

    private String everything() {
        return "stdout:\n" + String.join("\n", out()) + "\nstderr:\n" + String.join("\n", err()) + "\n";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
