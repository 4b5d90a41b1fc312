package dev.baton.metrics;

import dev.baton.event.Event;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

    /** As the event has them: most commands have been counted before, and need no texts then. */
    private record Key(Object command, Object result, Object code) {}

    private record Meters(Counter count, Timer time) {}

    void count(Event event) {
        Map<String, Object> data = event.data();
        Key key = new Key(word(data.get("command")), word(data.get("result")), word(data.get("code")));
        Meters found = meters.get(key);
        if (found == null) {
            found = meters.computeIfAbsent(meters.size() < MOST ? key : OTHERS, this::register);
        }
        found.count.increment();
        if (data.get("duration_ms") instanceof Number millis) {
            found.time.record(Math.round(millis.doubleValue() * 1e6), TimeUnit.NANOSECONDS);
        }
    }

    private Meters register(Key key) {
        return new Meters(
                Counter.builder(Names.COMMANDS)
                        .description(Names.help(Names.COMMANDS))
                        .tags(
                                Names.COMMAND, key.command.toString(),
                                Names.RESULT, key.result.toString(),
                                Names.CODE, key.code.toString())
                        .register(registry),
                Timer.builder(Names.COMMAND_TIME)
                        .description(Names.help(Names.COMMAND_TIME))
                        .tags(Names.COMMAND, key.command.toString(), Names.RESULT, key.result.toString())
                        .register(registry));
    }

    private static Object word(@Nullable Object value) {
        return value == null ? "unknown" : value;
    }
}
