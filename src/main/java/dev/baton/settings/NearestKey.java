package dev.baton.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Guesses which key was meant by a mistyped one. Case, {@code _} and {@code -} don't count, so {@code max_workers} finds
 * {@code maxWorkers}; beyond that a third of the letters may differ, or two letters may have changed places.
 */
final class NearestKey {
    private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s]");
    private static final int LONGEST_WORTH_GUESSING = 128;
    private static final int TOO_SHORT_TO_GUESS = 2;

    private NearestKey() {}

    static Optional<String> of(String key, Collection<String> known) {
        if (key.length() > LONGEST_WORTH_GUESSING) {
            return Optional.empty();
        }
        String wanted = plain(key);
        return known.stream()
                .filter(candidate -> isNear(wanted, plain(candidate)))
                .min(Comparator.comparingInt(candidate -> distance(wanted, plain(candidate))));
    }

    private static boolean isNear(String wanted, String candidate) {
        int distance = distance(wanted, candidate);
        int longer = Math.max(wanted.length(), candidate.length());
        int shorter = Math.min(wanted.length(), candidate.length());
        if (distance == 0) {
            return true;
        }
        if (shorter <= TOO_SHORT_TO_GUESS) {
            return false;
        }
        return distance <= Math.max(1, longer / 3) || (distance == 2 && sameLetters(wanted, candidate));
    }

    private static boolean sameLetters(String one, String other) {
        char[] letters = one.toCharArray();
        char[] others = other.toCharArray();
        Arrays.sort(letters);
        Arrays.sort(others);
        return Arrays.equals(letters, others);
    }

    private static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }

    private static String plain(String key) {
        return SEPARATORS.matcher(key).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
