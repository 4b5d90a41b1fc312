package dev.baton.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command line asks for that needs more than the command line: running agents, and checking what would run. */
public interface Foreground {

    /** Runs the agents until they end or are stopped, and returns the exit code. */
    int run(Request request);

    /** Says everything that is wrong with the config without starting anything, and returns the exit code. */
    int validate(Request request);

    /** Writes another tool's file as a config file, says what could not be carried over, and returns the exit code. */
    int importFile(Import request);

    /**
     * What to make a config file of.
     *
     * @param file of another tool: a Procfile or a process-compose file
     * @param output the config file to write, null for standard output
     * @param overwrite whether {@code output} may be there already
     */
    record Import(Path file, @Nullable Path output, boolean overwrite) {}

    /**
     * What to run or check.
     *
     * @param files config files, later ones override earlier ones
     * @param overrides settings as {@code a.b=c} that override all files
     */
    record Request(List<Path> files, List<String> overrides) {
        /** Copies the lists. */
        public Request {
            files = List.copyOf(files);
            overrides = List.copyOf(overrides);
        }
    }
}
