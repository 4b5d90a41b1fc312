package dev.baton.logging;

import java.util.Optional;

/** What the name of a logger tells about who speaks. */
final class LoggerNames {
    /** Starts the names of agents' loggers. */
    static final String AGENTS = "agent.";

    private static final String BATON = "dev.baton.";

    private LoggerNames() {}

    static boolean isAgent(String logger) {
        return logger.startsWith(AGENTS);
    }

    /** The agent that speaks, if it is one. */
    static Optional<String> agent(String logger) {
        return isAgent(logger) ? Optional.of(logger.substring(AGENTS.length())) : Optional.empty();
    }

    /** A short name for people: an agent's as it is, Baton's package or anybody else's class in brackets. */
    static String display(String logger) {
        return agent(logger).orElseGet(() -> "[" + component(logger) + "]");
    }

    private static String component(String logger) {
        int lastDot = logger.lastIndexOf('.');
        if (!logger.startsWith(BATON) || lastDot < BATON.length()) {
            return logger.substring(lastDot + 1);
        }
        String room = logger.substring(0, lastDot);
        return room.substring(room.lastIndexOf('.') + 1);
    }
}
