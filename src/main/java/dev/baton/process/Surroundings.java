package dev.baton.process;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process finds around it when it begins.
 *
 * @param env variables, over those of the files
 * @param envFiles files with variables, read at each start; later ones win
 * @param inheritEnv whether it gets Baton's own variables too, under the others
 * @param workingDir where it begins, null for Baton's own working directory
 * @param user as whom it runs, {@code user} or {@code user:group}; null for Baton's own user
 * @param umask the permissions its new files don't get, in octal; null for Baton's own
 * @param nice by how much it gives way to others, -20 to 19; null for Baton's own
 * @param limits of the kernel, for each of its processes
 * @param stdin what it can read
 */
public record Surroundings(
        Map<String, String> env,
        List<Path> envFiles,
        boolean inheritEnv,
        @Nullable Path workingDir,
        @Nullable String user,
        @Nullable String umask,
        @Nullable Integer nice,
        ResourceLimits limits,
        Stdin stdin) {
    /** Baton's own. */
    public static final Surroundings DEFAULT =
            new Surroundings(Map.of(), List.of(), true, null, null, null, null, ResourceLimits.NONE, Stdin.CLOSED);

    /** Copies the collections. */
    public Surroundings {
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        envFiles = List.copyOf(envFiles);
    }

    /** Names no variable's value, for that may be a secret. */
    @Override
    public String toString() {
        return "Surroundings[env=" + env.keySet() + ", envFiles=" + envFiles + ", inheritEnv=" + inheritEnv
                + ", workingDir=" + workingDir + ", user=" + user + ", umask=" + umask + ", nice=" + nice
                + ", limits=" + limits + ", stdin=" + stdin + "]";
    }
}
