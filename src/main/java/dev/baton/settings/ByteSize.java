package dev.baton.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number of bytes as people write it: {@code 512}, {@code 64KB}, {@code 50MB}, {@code 1.5GB}, {@code 2TB}. The units
 * are of 1024, and {@code MB}, {@code MiB} and {@code M} are the same. Never negative, less than {@code 8388608TB}.
 */
public final class ByteSize implements Comparable<ByteSize> {
    private static final String RULE = "must be a number of bytes, or a number with KB, MB, GB or TB, such as 50MB";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?)\\s?(?:([KMGT])I?)?B?");
    private static final List<String> UNITS = List.of("", "K", "M", "G", "T");

    private final long bytes;

    private ByteSize(long bytes) {
        this.bytes = bytes;
    }

    /**
     * So many bytes.
     *
     * @throws IllegalArgumentException if there are less than none
     */
    public static ByteSize ofBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("must not be negative");
        }
        return new ByteSize(bytes);
    }

    /**
     * Reads a size; small and capital letters are the same, and part of a byte is cut off.
     *
     * @throws IllegalArgumentException with the rule, which reads on from "x is y but"
     */
    public static ByteSize parse(String text) {
        Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw new IllegalArgumentException(RULE);
        }
        @Nullable String unit = size.group(2);
        int power = unit == null ? 0 : UNITS.indexOf(unit);
        BigDecimal bytes = new BigDecimal(size.group(1))
                .multiply(BigDecimal.valueOf(1L << (10 * power)))
                .setScale(0, RoundingMode.DOWN);
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("must be less than 8388608TB");
        }
        return new ByteSize(bytes.longValueExact());
    }

    /** In bytes. */
    public long bytes() {
        return bytes;
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteSize size && size.bytes == bytes;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bytes);
    }

    /** The text with the largest unit that leaves no fraction, which {@link #parse} reads back: {@code 50MB}. */
    @Override
    public String toString() {
        int power = 0;
        long count = bytes;
        while (count != 0 && count % 1024 == 0 && power < UNITS.size() - 1) {
            count /= 1024;
            power++;
        }
        return power == 0 ? Long.toString(count) : count + UNITS.get(power) + "B";
    }
}
