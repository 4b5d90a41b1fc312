package dev.baton.control.http;

import dev.baton.protocol.Positions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * After which event or line somebody goes on.
 *
 * @param seq its number, null where there is none
 * @param positions in a cluster one number for each node, empty where there is none
 */
record After(@Nullable Long seq, Map<String, Long> positions) {
    /** From wherever one begins. */
    static final After NOTHING = new After(null, Map.of());

    private static final String NUMBER = "[0-9]{1,18}";

    /** Reads what {@code parameter} says, null for nothing; throws 400 if it is neither a number nor positions. */
    static After read(String parameter, @Nullable String text) {
        if (text == null) {
            return NOTHING;
        }
        return text.matches(NUMBER)
                ? new After(Long.valueOf(text), Map.of())
                : new After(null, Positions.parse(parameter, text));
    }

    boolean isNothing() {
        return seq == null && positions.isEmpty();
    }

    /** The number among those of {@code source}, null if there is none. */
    @Nullable
    Long of(String source) {
        return positions.getOrDefault(source, seq);
    }
}
