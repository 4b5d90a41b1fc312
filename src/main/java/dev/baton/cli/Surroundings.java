package dev.baton.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line is started in.
 *
 * @param environment the environment variables
 * @param out for answers, in UTF-8; need not be flushed
 * @param err for what is wrong
 * @param terminal the size of the terminal that {@code out} is, null if it is none
 * @param clock the time of day
 */
public record Surroundings(
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        @Nullable Size terminal,
        InstantSource clock) {

    /** Copies the map. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** How much fits on a screen, in characters and lines. */
    public record Size(int columns, int lines) {}
}
