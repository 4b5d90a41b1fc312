package dev.baton.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What agents have done by kind, as it was last read. Safe to use from any thread. */
final class CycleTotals {
    private final MeterRegistry registry;
    private final Map<String, CycleReading> latest = new ConcurrentHashMap<>();

    CycleTotals(MeterRegistry registry) {
        this.registry = registry;
    }

    void read(List<CycleReading> readings) {
        for (CycleReading reading : readings) {
            if (latest.put(reading.kind(), reading) == null) {
                register(reading.kind());
            }
        }
    }

    private void register(String kind) {
        FunctionTimer.builder(
                        Names.CYCLES,
                        this,
                        all -> all.of(kind).cycles(),
                        all -> all.of(kind).seconds(),
                        TimeUnit.SECONDS)
                .description(Names.help(Names.CYCLES))
                .tag(Names.KIND, kind)
                .register(registry);
        FunctionCounter.builder(Names.CYCLE_FAILURES, this, all -> all.of(kind).failures())
                .description(Names.help(Names.CYCLE_FAILURES))
                .tag(Names.KIND, kind)
                .register(registry);
    }

    private CycleReading of(String kind) {
        return latest.getOrDefault(kind, new CycleReading(kind, 0, 0, 0));
    }
}
