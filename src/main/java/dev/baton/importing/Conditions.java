package dev.baton.importing;

import java.util.Map;

/** Reads the {@code condition} of a dependency. */
final class Conditions {
    private static final String ANY_END = "process_completed";
    /** What a dependency without a condition means. */
    private static final String DEFAULT = "process_started";

    private static final Map<String, String> CONDITIONS = Map.of(
            DEFAULT,
            "started",
            "process_healthy",
            "ready",
            "process_log_ready",
            "ready",
            "process_completed_successfully",
            "completed",
            ANY_END,
            "completed");

    private Conditions() {}

    /** What to wait for, of {@code dependency}, which is a key of {@code dependencies}. */
    static String of(String dependency, Keys dependencies, Draft draft) {
        String written = dependencies
                .map(dependency)
                .map(keys -> keys.text("condition"))
                .filter(text -> !text.isEmpty())
                .orElse(DEFAULT);
        if (written.equals(ANY_END)) {
            draft.lost(
                    dependencies.spot(dependency),
                    dependencies.path(dependency),
                    "Baton waits for '" + dependency
                            + "' to end in success, and skips this agent if it fails: add the exit"
                            + " codes that don't matter to its successExitCodes");
        }
        String condition = CONDITIONS.get(written);
        if (condition == null) {
            draft.broken(
                    dependencies.spot(dependency),
                    dependencies.path(dependency),
                    "'" + written + "' is no condition of process-compose");
            return "ready";
        }
        return condition;
    }
}
