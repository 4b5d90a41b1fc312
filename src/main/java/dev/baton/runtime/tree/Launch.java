package dev.baton.runtime.tree;

import dev.baton.process.Surroundings;
import dev.baton.process.host.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    private static final Set<Integer> FAILURES_OF_TOOLS = Set.of(1, 2, 125, 126, 127);

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

    /**
     * The reason, if {@code lastLine} of the standard error output is the complaint of a tool that was to become the program
     * and could not; null if the program itself has begun.
     *
     * @param exitCode how it ended
     */
    public @Nullable String notBegun(int exitCode, String lastLine) {
        if (!FAILURES_OF_TOOLS.contains(exitCode)) {
            return null;
        }
        for (Tool tool : Tool.neededFor(surroundings)) {
            for (String name :
                    List.of(tool.program(), tool.file().map(Path::toString).orElse(""))) {
                if (!name.isEmpty() && lastLine.startsWith(name + ": ")) {
                    return lastLine;
                }
            }
        }
        return null;
    }
}
