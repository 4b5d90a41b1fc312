package dev.baton.launcher;

import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.runtime.tree.Keeping;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where it is written down which processes there are, if the config doesn't say. */
final class StateFolders {
    private static final Path OF_ROOT = Path.of("/var/lib/baton");

    private StateFolders() {}

    /** What an orchestrator with these settings keeps, in this process. */
    static Keeping keeping(OrchestratorSettings settings, Map<String, String> environment) {
        Path given = settings.stateDir();
        String user = System.getProperty("user.name");
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "baton-" + user, settings.name());
        return given == null
                ? new Keeping(
                        usual(environment, user, Path.of(System.getProperty("user.home")), settings.name()),
                        temporary,
                        settings.orphans())
                : new Keeping(given, null, settings.orphans());
    }

    /**
     * {@code /var/lib/baton/NAME} for root; for others {@code baton/NAME/processes} in the folder for what outlives a run but is
     * no document, as for logs: {@code $XDG_STATE_HOME}, or {@code .local/state} in {@code home}. Whoever sets that variable
     * means it, so it holds for root too.
     */
    static Path usual(Map<String, String> environment, @Nullable String user, Path home, String name) {
        Path state = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        if (state.isAbsolute()) {
            return state.resolve("baton").resolve(name).resolve("processes");
        }
        return "root".equals(user)
                ? OF_ROOT.resolve(name)
                : home.resolve(".local/state/baton").resolve(name).resolve("processes");
    }
}
