package dev.baton.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * The keys and values that a line carries besides its message: its own first, then those of the thread (MDC). The agent
 * that speaks is no such fact, since the name of the logger tells it already.
 */
final class Facts {
    private Facts() {}

    static void forEach(ILoggingEvent event, BiConsumer<String, @Nullable Object> fact) {
        @Nullable List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            @Nullable String speaker = LoggerNames.agent(event.getLoggerName()).orElse(null);
            for (KeyValuePair pair : pairs) {
                if (speaker == null || !LogKeys.AGENT.equals(pair.key) || !speaker.equals(pair.value)) {
                    fact.accept(String.valueOf(pair.key), pair.value);
                }
            }
        }
        @Nullable Map<String, String> ofThread = event.getMDCPropertyMap();
        if (ofThread != null) {
            ofThread.forEach(fact);
        }
    }

    /** {@code value} in words; a value that can't say what it is must not cost the line. */
    static String text(@Nullable Object value) {
        try {
            return Characters.cut(String.valueOf(value));
        } catch (RuntimeException e) {
            return "(" + e.getClass().getName() + " in toString)";
        }
    }
}
