package dev.baton.logging;

import java.util.Locale;

/** Where a line of an agent came from. */
public enum LogStream {
    /** The agent's logger. */
    LOG,
    /** The standard output of its process. */
    STDOUT,
    /** The standard error of its process. */
    STDERR;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As it is written in files and answers, such as {@code stdout}. */
    public String label() {
        return label;
    }
}
