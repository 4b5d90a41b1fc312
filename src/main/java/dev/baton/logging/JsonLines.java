package dev.baton.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines for programs: one JSON object each. A fact stands under its own name; one whose name is taken already gets
 * underscores behind it, so no field occurs twice and nobody can overwrite who spoke and when.
 *
 * <p>Logback's own JSON encoder knows neither SUCCESS and CRITICAL nor agents and nests the facts, hence this one.
 */
final class JsonLines implements LineFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Set<String> FIXED = Set.of("timestamp", "level", "logger", "thread", "message", "exception");

    private final JsonFactory factory = new JsonFactory();

    @Override
    public byte[] line(ILoggingEvent event) {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = factory.createGenerator(line)) {
            json.writeStartObject();
            writeHead(json, event);
            writeFacts(json, event);
            writeException(json, event.getThrowableProxy());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A log line can't be written as JSON", e);
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void writeHead(JsonGenerator json, ILoggingEvent event) throws IOException {
        json.writeStringField("timestamp", TIME.format(event.getInstant()));
        json.writeStringField("level", LogLevel.of(event).name());
        json.writeStringField("logger", event.getLoggerName());
        Optional<String> agent = LoggerNames.agent(event.getLoggerName());
        if (agent.isPresent()) {
            json.writeStringField(LogKeys.AGENT, agent.get());
        }
        json.writeStringField("thread", event.getThreadName());
        json.writeStringField("message", Characters.cut(String.valueOf(event.getFormattedMessage())));
    }

    private static void writeFacts(JsonGenerator json, ILoggingEvent event) {
        Set<String> taken = new HashSet<>(FIXED);
        if (LoggerNames.isAgent(event.getLoggerName())) {
            taken.add(LogKeys.AGENT);
        }
        Facts.forEach(event, (key, value) -> {
            writeFact(json, free(key, taken), value);
        });
    }

    private static String free(String key, Set<String> taken) {
        String name = key;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    private static void writeFact(JsonGenerator json, String key, @Nullable Object value) {
        try {
            json.writeFieldName(key);
            if (value == null) {
                json.writeNull();
            } else if (value instanceof Boolean bool) {
                json.writeBoolean(bool);
            } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
                json.writeNumber(((Number) value).longValue());
            } else if (value instanceof Double || value instanceof Float) {
                writeReal(json, (Number) value);
            } else if (value instanceof BigDecimal number) {
                json.writeNumber(number);
            } else {
                json.writeString(Facts.text(value));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A log line can't be written as JSON", e);
        }
    }

    /** JSON has no NaN and no infinity: they are strings. */
    private static void writeReal(JsonGenerator json, Number value) throws IOException {
        if (Double.isFinite(value.doubleValue())) {
            json.writeNumber(value.toString());
        } else {
            json.writeString(value.toString());
        }
    }

    private static void writeException(JsonGenerator json, @Nullable IThrowableProxy thrown) throws IOException {
        if (thrown != null) {
            json.writeStringField("exception", String.join("\n", Trace.lines(thrown)));
        }
    }
}
