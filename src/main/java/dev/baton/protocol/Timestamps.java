package dev.baton.protocol;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** ISO-8601, UTC, always with milliseconds: {@code 2026-01-01T00:00:00.000Z}. */
final class Timestamps {
    private static final DateTimeFormatter FAR_AWAY = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int LAST_OF_FOUR_DIGITS = 9999;

    private Timestamps() {}

    static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        int year = time.getYear();
        if (year < 0 || year > LAST_OF_FOUR_DIGITS) {
            return FAR_AWAY.format(instant);
        }
        // By hand: a formatter takes ten times as long, and long histories are full of these.
        char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
        digits(text, 3, year);
        digits(text, 6, time.getMonthValue());
        digits(text, 9, time.getDayOfMonth());
        digits(text, 12, time.getHour());
        digits(text, 15, time.getMinute());
        digits(text, 18, time.getSecond());
        digits(text, 22, time.getNano() / 1_000_000);
        return new String(text);
    }

    private static void digits(char[] text, int last, int value) {
        int at = last;
        for (int rest = value; rest > 0; rest /= 10) {
            text[at--] = (char) ('0' + rest % 10);
        }
    }
}
