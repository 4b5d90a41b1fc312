package dev.baton.config;

import dev.baton.settings.Finding;
import dev.baton.settings.SecretKeys;
import java.util.LinkedHashSet;
import java.util.Set;

/** Values that must not be shown, and messages without them. */
final class Secrets {
    /** Shorter ones are found in too many words by chance. */
    private static final int SHORTEST = 4;

    private final Set<Secret> known = new LinkedHashSet<>();

    /** Hides {@code value} everywhere. */
    void add(String value) {
        addAt("", value);
    }

    /** Hides {@code value} in what is said of the section or the agent that {@code path} is part of. */
    void addAt(String path, String value) {
        if (value.length() >= SHORTEST) {
            known.add(new Secret(owner(path), value));
        }
    }

    Finding hide(Finding finding) {
        String message = finding.message();
        for (Secret secret : known) {
            if (finding.path().startsWith(secret.owner())) {
                message = message.replace(secret.value(), SecretKeys.HIDDEN);
            }
        }
        return new Finding(finding.severity(), finding.path(), message);
    }

    private static String owner(String path) {
        int section = path.indexOf('.');
        int inner = path.indexOf('.', section + 1);
        return inner < 0 ? path : path.substring(0, inner);
    }

    private record Secret(String owner, String value) {}
}
