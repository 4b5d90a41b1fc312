package dev.baton.demo;

import java.util.List;

/** A curve of values from 0 upwards in one line of text: {@code ▁▂▅█▃}, the highest bar for the highest value. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    /** Values below this don't fill the height, or idle noise would look like a mountain range. */
    private static final double LEAST_HEIGHT = 5;

    private Sparkline() {}

    static String of(List<Double> values) {
        double height = values.stream().mapToDouble(value -> value).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (double value : values) {
            double share = Math.max(0, value) / Math.max(height, LEAST_HEIGHT);
            line.append(BARS.charAt((int) Math.round(share * (BARS.length() - 1))));
        }
        return line.toString();
    }
}
