package dev.baton.logging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line as it stands in an agent's file: {@code 2026-01-01T00:00:00.000Z stdout TEXT}, and
 * {@code 2026-01-01T00:00:00.000Z log INFO TEXT} for one of its logger. The time is UTC and always as long, so times
 * compare like texts.
 */
final class FileLine {
    /** How long the time is. */
    static final int TIME_LENGTH = 24;

    private static final long SECONDS_PER_DAY = 86_400;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private FileLine() {}

    /** {@code timestamp} as a file can tell it. */
    static Instant stamped(Instant timestamp) {
        return timestamp.truncatedTo(ChronoUnit.MILLIS);
    }

    static String time(Instant timestamp) {
        return TIME.format(timestamp);
    }

    /** What comes before the text of a line of a process. */
    static byte[] start(Instant timestamp, LogStream stream) {
        return (time(timestamp) + ' ' + stream.label() + ' ').getBytes(StandardCharsets.UTF_8);
    }

    /** A line of a logger, with what could end it spelled out. */
    static String logged(Instant timestamp, LogLevel level, String text) {
        StringBuilder line = new StringBuilder(TIME_LENGTH + 16 + text.length());
        line.append(time(timestamp)).append(' ').append(LogStream.LOG.label());
        line.append(' ').append(level.name()).append(' ');
        Characters.appendSafe(line, text);
        return line.append('\n').toString();
    }

    /** What {@code line} says of {@code agent}; empty if it isn't of this form. */
    static Optional<LogBook.Line> parse(String agent, String line) {
        int second = line.indexOf(' ', TIME_LENGTH + 1);
        if (second < 0 || line.charAt(TIME_LENGTH) != ' ') {
            return Optional.empty();
        }
        @Nullable LogStream stream = stream(line.substring(TIME_LENGTH + 1, second));
        if (stream == null) {
            return Optional.empty();
        }
        try {
            Instant timestamp = timestamp(line);
            String rest = line.substring(second + 1);
            if (stream != LogStream.LOG) {
                return Optional.of(new LogBook.Line(agent, 0, timestamp, stream, null, rest));
            }
            int third = rest.indexOf(' ');
            return third < 0
                    ? Optional.empty()
                    : Optional.of(new LogBook.Line(
                            agent,
                            0,
                            timestamp,
                            stream,
                            LogLevel.valueOf(rest.substring(0, third)),
                            rest.substring(third + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** By hand, since a search reads many. */
    private static Instant timestamp(String line) {
        if (line.charAt(TIME_LENGTH - 1) != 'Z' || line.charAt(10) != 'T' || line.charAt(19) != '.') {
            throw new DateTimeException("no time at the start of the line");
        }
        LocalDate day = LocalDate.of(number(line, 0, 4), number(line, 5, 7), number(line, 8, 10));
        int seconds = (number(line, 11, 13) * 60 + number(line, 14, 16)) * 60 + number(line, 17, 19);
        return Instant.ofEpochSecond(day.toEpochDay() * SECONDS_PER_DAY + seconds, number(line, 20, 23) * 1_000_000L);
    }

    private static int number(String line, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = line.charAt(i);
            if (digit < '0' || digit > '9') {
                throw new DateTimeException("no time at the start of the line");
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static @Nullable LogStream stream(String label) {
        for (LogStream stream : LogStream.values()) {
            if (stream.label().equals(label)) {
                return stream;
            }
        }
        return null;
    }
}
