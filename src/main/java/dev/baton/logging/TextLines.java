package dev.baton.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines for people: time, level, who, message, facts. Whatever a message holds, a line of text that doesn't start with a
 * space is one log line; the lines of a trace are indented.
 */
final class TextLines implements LineFormat {
    private static final int LEVEL_WIDTH = 8;
    private static final int NAME_WIDTH = 16;
    private static final String TRACE_INDENT = "    ";
    private static final String FAINT = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final Supplier<ZoneId> zone;
    private final boolean colour;
    private @Nullable DateTimeFormatter time;

    /** @param zone asked by the first line, as finding out takes a while */
    TextLines(Supplier<ZoneId> zone, boolean colour) {
        this.zone = zone;
        this.colour = colour;
    }

    @Override
    public byte[] line(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        paint(line, FAINT, time().format(event.getInstant()));
        LogLevel level = LogLevel.of(event);
        line.append(' ');
        paint(line, colourOf(level), level.name());
        pad(line, LEVEL_WIDTH - level.name().length() + 1);
        appendName(line, event.getLoggerName());
        Characters.appendSafe(line, Characters.cut(String.valueOf(event.getFormattedMessage())));
        Facts.forEach(event, (key, value) -> appendFact(line, key, value));
        line.append('\n');
        @Nullable IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            appendTrace(line, thrown);
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whoever is second to make one makes the same. */
    private DateTimeFormatter time() {
        DateTimeFormatter present = time;
        if (present == null) {
            present = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(zone.get());
            time = present;
        }
        return present;
    }

    private static void appendName(StringBuilder line, String logger) {
        int start = line.length();
        Characters.appendSafe(line, LoggerNames.display(logger));
        pad(line, Math.max(0, NAME_WIDTH - (line.length() - start)) + 1);
    }

    private void appendFact(StringBuilder line, String key, @Nullable Object value) {
        StringBuilder name = new StringBuilder();
        Characters.appendValue(name, key);
        line.append(' ');
        paint(line, FAINT, name.append('=').toString());
        Characters.appendValue(line, Facts.text(value));
    }

    private static void appendTrace(StringBuilder line, IThrowableProxy thrown) {
        for (String part : Trace.lines(thrown)) {
            line.append(TRACE_INDENT);
            Characters.appendSafe(line, part);
            line.append('\n');
        }
    }

    private void paint(StringBuilder line, String code, String text) {
        if (colour && !code.isEmpty()) {
            line.append(code).append(text).append(PLAIN);
        } else {
            line.append(text);
        }
    }

    private static String colourOf(LogLevel level) {
        return switch (level) {
            case DEBUG -> FAINT;
            case INFO -> "";
            case SUCCESS -> "\u001b[32m";
            case WARNING -> "\u001b[33m";
            case ERROR -> "\u001b[31m";
            case CRITICAL -> "\u001b[1;97;41m";
        };
    }

    private static void pad(StringBuilder line, int spaces) {
        line.append(" ".repeat(spaces));
    }
}
