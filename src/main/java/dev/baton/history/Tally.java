package dev.baton.history;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts by key. So that made-up names can't fill the memory, keys beyond a limit are counted together. */
final class Tally {
    static final int MAX_KEYS = 10_000;

    private final Map<String, Count> counts = new HashMap<>();
    private final int maxKeys;
    private long other;

    Tally(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    void add(String key) {
        Count count = counts.get(key);
        if (count != null) {
            count.value++;
        } else if (counts.size() < maxKeys) {
            counts.put(key, new Count());
        } else {
            other++;
        }
    }

    /** The counts by key, in the order of the keys. */
    Map<String, Long> counts() {
        Map<String, Long> result = new TreeMap<>();
        counts.forEach((key, count) -> result.put(key, count.value));
        return result;
    }

    /** What was counted beyond the limit of keys. */
    long other() {
        return other;
    }

    private static final class Count {
        private long value = 1;
    }
}
