package dev.baton.demo;

import dev.baton.agent.PeriodicAgent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/**
 * Measures how busy the machine's processors are. Ready after a first short measurement; then each round publishes the
 * sample {@code cpu} and emits {@code CPU_SAMPLE {percent, load_1m}}, without {@code load_1m} where the system has none.
 */
public final class CpuSampler extends PeriodicAgent {
    /** OSHI gives the same answer again for 300 ms. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(400);

    private CentralProcessor processor;
    private CpuUsage usage;

    /** Called by Baton. */
    public CpuSampler() {}

    @Override
    protected Class<? extends Record> configType() {
        return NoSettings.class;
    }

    @Override
    protected void setup() throws InterruptedException {
        processor = new SystemInfo().getHardware().getProcessor();
        usage = new CpuUsage(processor.getSystemCpuLoadTicks());
        if (context().awaitStop(FIRST_LOOK)) {
            return;
        }
        OptionalDouble percent = usage.next(processor.getSystemCpuLoadTicks());
        if (percent.isPresent()) {
            context().logger().info("{} busy at first look", Amounts.value(percent.getAsDouble(), "%"));
        }
    }

    @Override
    protected void runner() {
        OptionalDouble percent = usage.next(processor.getSystemCpuLoadTicks());
        if (percent.isPresent()) {
            tell(percent.getAsDouble(), processor.getSystemLoadAverage(1)[0]);
        }
    }

    private void tell(double percent, double load) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("percent", Amounts.rounded(percent));
        if (load >= 0) {
            data.put("load_1m", Math.round(load * 100) / 100.0);
            new Sample("load", load, "").publish(context());
        }
        new Sample("cpu", percent, "%").publish(context());
        context().emit("CPU_SAMPLE", data);
    }
}
