package dev.baton.cli;

import java.util.List;

/** The few colours that states have on a terminal. */
enum Colour {
    /** As all other text. */
    PLAIN(""),
    /** All is well. */
    GREEN("32"),
    /** On the way, or worth a look. */
    YELLOW("33"),
    /** Went wrong. */
    RED("31"),
    /** One of those that tell names apart. */
    CYAN("36"),
    /** Another. */
    MAGENTA("35"),
    /** Another. */
    BLUE("34"),
    /** Another. */
    BRIGHT_CYAN("96"),
    /** Another. */
    BRIGHT_MAGENTA("95"),
    /** Another. */
    BRIGHT_BLUE("94"),
    /** Of little interest. */
    DIM("2"),
    /** A heading. */
    BOLD("1");

    /** None that says that something is well or wrong. */
    private static final List<Colour> OF_NAMES = List.of(CYAN, MAGENTA, BLUE, BRIGHT_CYAN, BRIGHT_MAGENTA, BRIGHT_BLUE);

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String around(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /** The same for the same name, wherever and whenever. */
    static Colour ofName(String name) {
        return OF_NAMES.get(Math.floorMod(name.hashCode(), OF_NAMES.size()));
    }

    /** What a state of an agent, the way it ended, a result, a severity or a stream looks like. */
    static Colour of(String word) {
        return switch (word) {
            case "RUNNING", "SUCCESS", "READY", "UP" -> GREEN;
            case "STUCK", "CRASH_LOOP", "ERROR", "CRITICAL", "FAILED" -> RED;
            case "WAITING",
                    "QUEUED",
                    "STARTING",
                    "STOPPING",
                    "PAUSED",
                    "BACKOFF",
                    "WARNING",
                    "WARN",
                    "SKIPPED",
                    "stderr" -> YELLOW;
            case "REGISTERED" -> DIM;
            default -> PLAIN;
        };
    }
}
