package dev.baton.cli;

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
    /** Of little interest. */
    DIM("2"),
    /** A heading. */
    BOLD("1");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String around(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /** What a state of an agent, the way it ended, a result or a severity looks like. */
    static Colour of(String word) {
        return switch (word) {
            case "RUNNING", "SUCCESS", "READY" -> GREEN;
            case "STUCK", "CRASH_LOOP", "ERROR", "CRITICAL", "FAILED" -> RED;
            case "WAITING", "QUEUED", "STARTING", "STOPPING", "PAUSED", "BACKOFF", "WARNING", "WARN", "SKIPPED" ->
                YELLOW;
            case "REGISTERED" -> DIM;
            default -> PLAIN;
        };
    }
}
