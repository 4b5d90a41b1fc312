package dev.baton.orchestrator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/**
 * A program that stops and starts agents in a state file until it is killed, and answers each time it has been told that
 * this is on disk: it prints the number of the round. What is stopped in a round follows from its number.
 */
public final class StateFileWriter {
    private static final int AGENTS = 50;

    private StateFileWriter() {}

    /** Takes the file and the number of the first round. */
    public static void main(String[] arguments) throws IOException {
        Path path = Path.of(arguments[0]);
        StateFile file = new StateFile(path, InstantSource.fixed(Instant.EPOCH));
        StateFile.Content before = file.read();
        if (before.finding() != null) {
            throw new IllegalStateException(before.finding());
        }
        for (int round = Integer.parseInt(arguments[1]); ; round++) {
            file.write(stoppedIn(round));
            // In one piece, so that a kill leaves no half a number.
            System.out.print(round + "\n");
        }
    }

    /** What is in the file after a kill. */
    public static Set<String> readAfterKill(Path path) {
        StateFile.Content content = new StateFile(path, InstantSource.fixed(Instant.EPOCH)).read();
        if (content.finding() != null) {
            throw new AssertionError(content.finding());
        }
        return content.stopped();
    }

    /** Another set in each round, of another size. */
    public static Set<String> stoppedIn(int round) {
        Set<String> stopped = new TreeSet<>();
        stopped.add("round-" + round);
        for (int i = 0; i < round % AGENTS; i++) {
            stopped.add("agent-" + i);
        }
        return stopped;
    }
}
