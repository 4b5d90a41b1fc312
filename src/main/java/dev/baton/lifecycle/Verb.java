package dev.baton.lifecycle;

import java.util.Locale;

/** What can be done to agents. */
public enum Verb {
    /** Start those that don't run. */
    START,
    /** Stop them, and keep them stopped. */
    STOP,
    /** Stop them if they run, then start them. */
    RESTART,
    /** Let no further cycle begin. */
    PAUSE,
    /** Go on. */
    RESUME;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As it is written. */
    public String label() {
        return label;
    }
}
