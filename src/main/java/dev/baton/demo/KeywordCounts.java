package dev.baton.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Counts the lines that hold a keyword: as a whole word, in the same case. One line may count for several keywords. */
final class KeywordCounts {
    private final Map<String, Pattern> patterns = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long lines;

    KeywordCounts(List<String> keywords) {
        for (String keyword : keywords) {
            patterns.put(keyword, word(keyword));
            counts.put(keyword, 0L);
        }
    }

    /** Finds {@code text} where no letter, digit or underscore touches it. */
    static Pattern word(String text) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(text) + "(?!\\w)");
    }

    void add(String line) {
        lines++;
        patterns.forEach((keyword, pattern) -> {
            if (pattern.matcher(line).find()) {
                counts.merge(keyword, 1L, Long::sum);
            }
        });
    }

    long lines() {
        return lines;
    }

    /** Keyword to number of lines, in the order given; a copy. */
    Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** {@code ERROR 0, WARNING 2}. */
    @Override
    public String toString() {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }
}
