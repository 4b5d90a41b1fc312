package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other people's programs, run to their ends. */
public final class Programs {
    private static final long PATIENCE_SECONDS = 60;

    private Programs() {}

    /** Whether {@code command} can be run and ends well. */
    public static boolean isThere(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while a program ran", e);
        }
    }

    /** Whether the process runs; one that has ended and that nobody has waited for does not. */
    public static boolean isRunning(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .noneMatch(line -> line.startsWith("State:") && line.contains("Z"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a process a signal, such as {@code TERM}. By the shell, as not every machine has the program {@code kill}. */
    public static void signal(String name, long pid) {
        run("sh", "-c", "kill -" + name + " " + pid);
    }

    /** The lines that {@code command} prints; it must end with exit code 0. */
    public static List<String> run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).as(printed).isZero();
                return printed.lines().toList();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new AssertionError("a program could not be run: " + List.of(command), e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while a program ran", e);
        }
    }
}
