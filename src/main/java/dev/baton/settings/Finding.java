package dev.baton.settings;

import java.util.Objects;

/**
 * One thing that is wrong, or looks wrong, with a setting.
 *
 * @param severity how bad it is
 * @param path the setting's place as dotted keys, such as {@code agents.collector.config.limit}; empty for the whole
 * @param message a sentence with the value, the rule and what to do
 */
public record Finding(Severity severity, String path, String message) {

    /** Refuses nulls. */
    public Finding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public String toString() {
        return path.isEmpty() ? severity + " " + message : severity + " " + path + ": " + message;
    }
}
