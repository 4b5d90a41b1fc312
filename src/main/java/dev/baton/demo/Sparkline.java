package dev.baton.demo;

import java.util.List;

/** A curve in one line of text: {@code ▁▂▅█▃}. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    /** A curve flatter than this is drawn flat, or noise would look like a mountain range. */
    private static final double LEAST_SPAN = 5;

    private Sparkline() {}

    static String of(List<Double> values) {
        double low = values.stream().mapToDouble(v -> v).min().orElse(0);
        double high = values.stream().mapToDouble(v -> v).max().orElse(0);
        double span = Math.max(high - low, LEAST_SPAN);
        StringBuilder line = new StringBuilder();
        for (double value : values) {
            line.append(BARS.charAt((int) Math.round((value - low) / span * (BARS.length() - 1))));
        }
        return line.toString();
    }
}
