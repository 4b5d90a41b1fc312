package dev.baton.launcher;

import java.nio.file.Path;
import java.util.Map;

/** Where agents' log files go if the config doesn't say. */
final class LogFolders {
    private static final Path OF_ROOT = Path.of("/var/log/baton");

    private LogFolders() {}

    /** The folder of the orchestrator called {@code name} in this process. */
    static Path usual(Map<String, String> environment, String name) {
        return usual(environment, System.getProperty("user.name"), Path.of(System.getProperty("user.home")), name);
    }

    /**
     * {@code /var/log/baton/NAME} for root; for others {@code baton/NAME/logs} in the folder for what outlives a run but is
     * no document (https://specifications.freedesktop.org/basedir-spec/latest/): {@code $XDG_STATE_HOME}, or
     * {@code .local/state} in {@code home}. Whoever sets that variable means it, so it holds for root too.
     */
    static Path usual(Map<String, String> environment, String user, Path home, String name) {
        Path state = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        if (state.isAbsolute()) {
            return state.resolve("baton").resolve(name).resolve("logs");
        }
        return user.equals("root")
                ? OF_ROOT.resolve(name)
                : home.resolve(".local/state/baton").resolve(name).resolve("logs");
    }
}
