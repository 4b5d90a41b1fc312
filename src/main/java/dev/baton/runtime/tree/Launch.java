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
 * @param adoptable whether the next Baton can take it over; a process that can't do without this Baton is not
 */
public record Launch(
        List<String> command,
        Surroundings surroundings,
        Map<String, String> extraEnv,
        String agent,
        boolean adoptable) {
    /** Copies the collections. */
    public Launch {
        command = List.copyOf(command);
        extraEnv = Map.copyOf(extraEnv);
    }

    /** Of a process that ends with Baton in any case. */
    public Launch(List<String> command, Surroundings surroundings, Map<String, String> extraEnv, String agent) {
        this(command, surroundings, extraEnv, agent, false);
    }

    /** Of a process that the next Baton takes over, if that is wanted. */
    public Launch andAdoptable() {
        return new Launch(command, surroundings, extraEnv, agent, true);
    }
}
