package dev.baton.scenario;

import static dev.baton.orchestrator.StateFileWriter.stoppedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.orchestrator.StateFileWriter;
import dev.baton.testing.BatonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator was told to be stopped stays stopped, even if Baton is killed the next moment. */
@Tag("long")
class StateFileIT {
    private static final int KILLS = 200;
    private static final int MOST_ROUNDS = 40;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void forgetsNoStopThatWasAnsweredWhenItIsKilled200Times() throws IOException {
        Random random = new Random(7);
        int round = 1;
        int cutShort = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int answered = killedAfter(round, random.nextInt(MOST_ROUNDS));
            cutShort += leftovers();

            assertThat(StateFileWriter.readAfterKill(file()))
                    .as("killed after round %d was answered", answered)
                    .isIn(stoppedIn(answered), stoppedIn(answered + 1));
            assertThat(leftovers()).isZero();
            round = answered + 1;
        }
        assertThat(cutShort).as("kills in the middle of a write").isPositive();
    }

    /** Starts a writer, kills it at some moment after so many rounds, and returns the last round that it answered. */
    private int killedAfter(int first, int rounds) {
        try (BatonProcess writer = BatonProcess.java(
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // Logs nothing, and so starts faster.
                "-Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.JULLogDelegateFactory",
                "-cp",
                System.getProperty("java.class.path"),
                StateFileWriter.class.getName(),
                file().toString(),
                Integer.toString(first))) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> writer.out().size() > rounds || !writer.isAlive());
            writer.signal("KILL");
            writer.awaitExit();
            List<String> out = writer.out();
            assertThat(writer.err()).isEmpty();
            assertThat(out).hasSizeGreaterThan(rounds);
            return Integer.parseInt(out.get(out.size() - 1));
        }
    }

    private int leftovers() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return (int) inside.filter(path -> path.toString().endsWith(".tmp")).count();
        }
    }

    private Path file() {
        return folder.resolve("state.json");
    }
}
