package dev.baton.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The commands there are, by name, with a line for people. */
public final class CommandCatalogue {
    private static final Map<String, String> DESCRIPTIONS = descriptions();

    private CommandCatalogue() {}

    /** What each command does, in the order in which commands are listed. */
    public static Map<String, String> all() {
        return DESCRIPTIONS;
    }

    /** Which role the command called {@code name} takes. */
    public static Role needs(String name) {
        return switch (name) {
            case "start", "stop", "restart", "pause", "resume" -> Role.OPERATOR;
            case "reload", "shutdown" -> Role.ADMIN;
            default -> Role.VIEWER;
        };
    }

    private static Map<String, String> descriptions() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("ps", "list the agents");
        all.put("start", "start agents");
        all.put("stop", "stop agents and keep them stopped");
        all.put("restart", "stop agents if they run, then start them");
        all.put("pause", "let agents begin no further cycle");
        all.put("resume", "let paused agents go on");
        all.put("status", "show the orchestrator, or one agent");
        all.put("dependencies", "show who depends on whom");
        all.put("history", "show what happened");
        all.put("history-stats", "count what happened");
        all.put("stats", "show what agents use of the machine");
        all.put("logs", "show what agents wrote");
        all.put("commands", "list the commands");
        all.put("reload", "read the config again and apply what has changed");
        all.put("shutdown", "stop everything, in order");
        return Collections.unmodifiableMap(all);
    }
}
