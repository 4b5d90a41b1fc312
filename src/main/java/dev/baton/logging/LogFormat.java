package dev.baton.logging;

import dev.baton.settings.Key;

/** How a log line is written; in settings {@code text} or {@code json}. */
public enum LogFormat {
    /** One line for people to read; in colour on a terminal. */
    @Key("text")
    TEXT,
    /** One JSON object per line, for programs to read. */
    @Key("json")
    JSON
}
