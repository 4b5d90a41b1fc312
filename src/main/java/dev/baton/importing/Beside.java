package dev.baton.importing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file is read in.
 *
 * @param folder the file's own as a config is to name it, empty for the current one
 * @param dotEnv the {@code .env} that belongs to it, null if there is none
 * @param environment the environment variables
 * @param kept whether the outcome is kept in a file, so that no value of a variable may get into it
 */
public record Beside(String folder, @Nullable DotEnv dotEnv, Map<String, String> environment, boolean kept) {
    /** Copies the map. */
    public Beside {
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "Beside[" + folder + ", " + dotEnv + "]";
    }
}
