package dev.baton.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs what a page shows, in bash. */
public final class Shell {
    private static final long PATIENCE_SECONDS = 60;

    private Shell() {}

    /** What came of it; output and errors in one. */
    public record Result(int exitCode, String output) {}

    /** Runs {@code script} to its end. */
    public static Result run(String script, Map<String, String> environment) {
        return run(script, environment, PATIENCE_SECONDS);
    }

    /** The same, of one that may take longer. */
    public static Result run(String script, Map<String, String> environment, long patienceSeconds) {
        Path output = null;
        try {
            output = Files.createTempFile("shell", ".txt");
            ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException("it has not ended after " + patienceSeconds + " seconds: " + script);
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            delete(output);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
