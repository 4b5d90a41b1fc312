package dev.baton.config;

import java.util.List;

/** Where in a config file one is, as far as that decides how values are read there. */
enum Where {
    /** At the top. */
    TOP,
    /** In the map of agents. */
    AGENTS,
    /** In an agent. */
    AGENT,
    /** In one of an agent's probes. */
    PROBE,
    /** Where every value is text, as it is written: {@code 010} is no number there. */
    TEXT,
    /** Anywhere else. */
    ELSEWHERE;

    /** At what stands under {@code keys}. */
    static Where under(List<String> keys) {
        Where where = TOP;
        for (String key : keys) {
            where = where.under(key);
        }
        return where;
    }

    /** At what stands under {@code key} here. */
    Where under(String key) {
        return switch (this) {
            case TOP -> key.equals(Sections.AGENTS) ? AGENTS : ELSEWHERE;
            case AGENTS -> AGENT;
            case AGENT ->
                switch (key) {
                    case "command", "shell", "env", "user", "umask" -> TEXT;
                    case "readiness", "liveness" -> PROBE;
                    default -> ELSEWHERE;
                };
            case PROBE -> key.equals("exec") ? TEXT : ELSEWHERE;
            case TEXT -> TEXT;
            case ELSEWHERE -> ELSEWHERE;
        };
    }
}
