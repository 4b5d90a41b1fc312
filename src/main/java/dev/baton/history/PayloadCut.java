package dev.baton.history;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts data whose JSON takes more than a number of bytes of UTF-8. Data that fits by a rough guess isn't encoded; other
 * data is encoded once, and no further than the limit, so the size of the data doesn't matter.
 */
final class PayloadCut {
    private static final int BYTES_PER_CHAR_AT_MOST = 6;
    private static final int NUMBER_AT_MOST = 26;
    /** What is nested deeper than this is left to the encoder, which has the last word on depth. */
    private static final int SHALLOW = 50;

    private final int limit;

    /** @param limit the most bytes, at least the 3 of {@code …} */
    PayloadCut(int limit) {
        this.limit = limit;
    }

    /** Null when {@code data} fits and may be kept as it is, else the beginning of its JSON text, ending in {@code …}. */
    @Nullable
    String cut(Map<String, Object> data) {
        try {
            return surelyFits(data) ? null : BoundedJson.write(data, limit);
        } catch (RuntimeException failure) {
            // An agent's data may be of types JSON doesn't know, or change under our hands; that costs only the data.
            return BoundedJson.shorten("data that can't be written as JSON: " + failure.getMessage(), limit);
        }
    }

    private boolean surelyFits(Map<String, Object> data) {
        return data.isEmpty() || spend(data, limit, 0) >= 0;
    }

    /** What is left of {@code budget} bytes after {@code value}, negative when it may not be enough. */
    private static int spend(@Nullable Object value, int budget, int depth) {
        if (value == null || value instanceof Boolean) {
            return budget - "false".length();
        }
        if (value instanceof String text) {
            return spendText(text, budget);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Double) {
            return budget - NUMBER_AT_MOST;
        }
        if (depth == SHALLOW) {
            return -1;
        }
        if (value instanceof Map<?, ?> map) {
            return spendMap(map, budget, depth);
        }
        if (value instanceof List<?> list) {
            return spendList(list, budget, depth);
        }
        return -1;
    }

    private static int spendText(String text, int budget) {
        // Looked at rather than reckoned by its length: what is wrongly taken for too long is encoded, which costs far
        // more.
        int left = budget - 2;
        for (int i = 0; i < text.length() && left >= 0; i++) {
            left -= BoundedJson.isPlain(text.charAt(i)) ? 1 : BYTES_PER_CHAR_AT_MOST;
        }
        return left;
    }

    private static int spendMap(Map<?, ?> map, int budget, int depth) {
        int left = budget - 2;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (left < 0 || !(entry.getKey() instanceof String key)) {
                return -1;
            }
            left = spend(entry.getValue(), spendText(key, left - 2), depth + 1);
        }
        return left;
    }

    private static int spendList(List<?> list, int budget, int depth) {
        int left = budget - 2;
        for (Object value : list) {
            if (left < 0) {
                return -1;
            }
            left = spend(value, left - 1, depth + 1);
        }
        return left;
    }
}
