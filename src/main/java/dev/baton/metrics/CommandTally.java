package dev.baton.metrics;

import dev.baton.event.Event;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts and times commands by what the event of their execution tells. For the thread that counts. */
final class CommandTally {
    /** Beyond any catalogue of commands and codes; what is more is counted as one. */
    private static final int MOST = 500;

    private static final Key OTHERS = new Key(Names.OTHER, Names.OTHER, Names.OTHER);

    private final MeterRegistry registry;
    private final Map<Key, Meters> meters = new HashMap<>();

    CommandTally(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Key(String command, String result, String code) {}

    private record Meters(Counter count, Timer time) {}

    void count(Event event) {
        Map<String, Object> data = event.data();
        Key key = new Key(text(data.get("command")), text(data.get("result")), text(data.get("code")));
        Meters found = meters.get(key);
        if (found == null) {
            found = meters.computeIfAbsent(meters.size() < MOST ? key : OTHERS, this::register);
        }
        found.count.increment();
        if (data.get("duration_ms") instanceof Number millis) {
            found.time.record(Duration.ofNanos(Math.round(millis.doubleValue() * 1e6)));
        }
    }

    private Meters register(Key key) {
        return new Meters(
                Counter.builder(Names.COMMANDS)
                        .description(Names.help(Names.COMMANDS))
                        .tags(Names.COMMAND, key.command, Names.RESULT, key.result, Names.CODE, key.code)
                        .register(registry),
                Timer.builder(Names.COMMAND_TIME)
                        .description(Names.help(Names.COMMAND_TIME))
                        .tags(Names.COMMAND, key.command, Names.RESULT, key.result)
                        .register(registry));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "unknown" : value.toString();
    }
}
