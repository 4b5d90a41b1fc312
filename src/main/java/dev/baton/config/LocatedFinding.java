package dev.baton.config;

import dev.baton.settings.Finding;
import java.util.Locale;

/**
 * A finding with its place. Its text is one line, as compilers write them:
 * {@code config/demo.yaml:12:5: error: agents.x.config.limit: limit is 0 but must be 1 or more}.
 *
 * @param location where to look
 * @param finding what was found there
 */
public record LocatedFinding(Location location, Finding finding) {

    @Override
    public String toString() {
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        String path = finding.path().isEmpty() ? "" : finding.path() + ": ";
        return location + ": " + severity + ": " + path + finding.message();
    }
}
