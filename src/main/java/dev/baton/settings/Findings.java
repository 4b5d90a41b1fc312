package dev.baton.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Collects {@linkplain Finding findings} so that all of them are told at once. Belongs to the thread that collects.
 *
 * <p>A view made by {@link #at(String)} adds to the same collection under a longer path, so a part needs not know where
 * in the file it stands.
 */
public final class Findings {
    private final String prefix;
    private final List<Finding> all;

    /** An empty collection at the root. */
    public Findings() {
        this("", new ArrayList<>());
    }

    private Findings(String prefix, List<Finding> all) {
        this.prefix = prefix;
        this.all = all;
    }

    /** The same collection seen from {@code key} inwards. */
    public Findings at(String key) {
        return new Findings(path(key), all);
    }

    /** Notes something that works but was probably meant otherwise. {@code key} may be empty: the whole. */
    public void warning(String key, String message) {
        add(Severity.WARNING, key, message);
    }

    /** Notes something wrong, which a policy may still ignore. {@code key} may be empty: the whole. */
    public void error(String key, String message) {
        add(Severity.ERROR, key, message);
    }

    /** Notes something that no policy may ignore. {@code key} may be empty: the whole. */
    public void critical(String key, String message) {
        add(Severity.CRITICAL, key, message);
    }

    /** Notes a finding of any severity under {@code key}, which may be empty. */
    public void add(Severity severity, String key, String message) {
        all.add(new Finding(severity, path(key), message));
    }

    /** Everything found so far, by this view and all others of the same collection, in the order it was found. */
    public List<Finding> all() {
        return List.copyOf(all);
    }

    /** Those that {@code policy} doesn't let pass. */
    public List<Finding> refusedBy(ValidationPolicy policy) {
        return all.stream().filter(policy::refuses).collect(Collectors.toUnmodifiableList());
    }

    private String path(String key) {
        if (prefix.isEmpty() || key.isEmpty()) {
            return prefix + key;
        }
        return prefix + '.' + key;
    }
}
