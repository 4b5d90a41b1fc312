package dev.baton.runtime.tree;

import dev.baton.process.Surroundings;
import java.util.List;
import java.util.Map;

/**
 * How to begin a process.
 *
 * @param command the program and its arguments
 * @param surroundings what it finds around it
 * @param extraEnv variables that Baton adds, over all others but its marker
 * @param agent for whom, to be found again by it
 */
public record Launch(List<String> command, Surroundings surroundings, Map<String, String> extraEnv, String agent) {
    /** Copies the collections. */
    public Launch {
        command = List.copyOf(command);
        extraEnv = Map.copyOf(extraEnv);
    }
}
