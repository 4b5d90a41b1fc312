package dev.baton.process.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process is begun with.
 *
 * @param program the file that is executed
 * @param command how it is called, and its arguments
 * @param env all its variables
 * @param folder where it begins, null for Baton's own working directory
 */
public record Prepared(
        Path program,
        List<String> command,
        Map<String, String> env,
        @Nullable Path folder) {
    /** Names no variable's value, for that may be a secret. */
    @Override
    public String toString() {
        return "Prepared[program=" + program + ", env=" + env.keySet() + ", folder=" + folder + "]";
    }
}
