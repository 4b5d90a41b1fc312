package dev.baton.config;

import dev.baton.settings.Finding;
import dev.baton.settings.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The findings of one load, with their places. */
final class Report {
    private final List<LocatedFinding> findings = new ArrayList<>();

    void error(Location location, String path, String message) {
        add(location, new Finding(Severity.ERROR, path, message));
    }

    void warning(Location location, String path, String message) {
        add(location, new Finding(Severity.WARNING, path, message));
    }

    void critical(Location location, String message) {
        add(location, new Finding(Severity.CRITICAL, "", message));
    }

    void add(Location location, Finding finding) {
        findings.add(new LocatedFinding(location, finding));
    }

    /** Whether a source could not be read, so that what it would have said is missing. */
    boolean isIncomplete() {
        return findings.stream().anyMatch(found -> found.finding().severity() == Severity.CRITICAL);
    }

    int size() {
        return findings.size();
    }

    boolean isEmpty() {
        return findings.isEmpty();
    }

    /** All of them, those of one source together and in its order, each once. */
    List<LocatedFinding> all() {
        List<String> sources = findings.stream()
                .map(found -> found.location().source())
                .distinct()
                .toList();
        return findings.stream()
                .distinct()
                .sorted(Comparator.comparingInt((LocatedFinding found) ->
                                sources.indexOf(found.location().source()))
                        .thenComparingInt(found -> found.location().line())
                        .thenComparingInt(found -> found.location().column()))
                .toList();
    }
}
