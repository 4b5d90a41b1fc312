package dev.baton.cli;

import java.nio.file.Path;
import java.util.List;

/** What the command line asks for that needs more than the command line: running agents, and checking what would run. */
public interface Foreground {

    /** Runs the agents until they end or are stopped, and returns the exit code. */
    int run(Request request);

    /** Says everything that is wrong with the config without starting anything, and returns the exit code. */
    int validate(Request request);

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
