package dev.baton.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Settings were refused; the message lists every finding, one per line. Trying again without a change is useless. */
public final class InvalidSettings extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** Refuses because of {@code findings}, of which there is at least one. */
    public InvalidSettings(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** What was found, never empty. */
    public List<Finding> findings() {
        return findings;
    }
}
