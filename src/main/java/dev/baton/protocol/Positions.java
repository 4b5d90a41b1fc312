package dev.baton.protocol;

import dev.baton.command.CommandFailure;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has read the events of each node of a cluster: {@code n1:5,n2:17} is up to the fifth of node n1 and the
 * seventeenth of node n2. Events are numbered by each node for itself.
 */
public final class Positions {
    /** The longest text, in characters. */
    public static final int LONGEST = 32 * 1024;

    private Positions() {}

    /** The numbers by node. */
    public static String text(Map<String, Long> positions) {
        return new TreeMap<>(positions)
                .entrySet().stream()
                        .map(each -> each.getKey() + ':' + each.getValue())
                        .collect(Collectors.joining(","));
    }

    /** Whether {@code text} is meant as positions, rather than as the number of one event. */
    public static boolean isMeant(@Nullable String text) {
        return text != null && text.indexOf(':') >= 0;
    }

    /**
     * Reads what {@link #text} has written.
     *
     * @param option what it was given as, for the message
     * @throws CommandFailure 400 if it is something else
     */
    public static Map<String, Long> parse(String option, @Nullable String text) {
        Map<String, Long> positions = new TreeMap<>();
        if (text == null || text.isEmpty() || text.length() > LONGEST) {
            throw wrong(option, text);
        }
        for (String each : text.split(",", -1)) {
            Entry<String, Long> position = position(each);
            if (position == null || positions.put(position.getKey(), position.getValue()) != null) {
                throw wrong(option, text);
            }
        }
        return positions;
    }

    private static @Nullable Entry<String, Long> position(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            return null;
        }
        try {
            long seq = Long.parseLong(text.substring(colon + 1));
            return seq < 0 ? null : Map.entry(text.substring(0, colon).strip(), seq);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static CommandFailure wrong(String option, @Nullable String text) {
        return CommandFailure.malformed(option + " is " + Arguments.shown(text)
                + "; it must be the number of an event, or for a cluster one number for each node, such as n1:5,n2:17");
    }
}
