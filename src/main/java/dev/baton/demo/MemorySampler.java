package dev.baton.demo;

import dev.baton.agent.PeriodicAgent;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;

/**
 * Measures how much of the machine's memory is in use. Ready after a first reading; each round publishes the sample
 * {@code memory} and emits {@code MEMORY_SAMPLE {percent, used_mb, total_mb}}, in units of 1024 · 1024 bytes.
 */
public final class MemorySampler extends PeriodicAgent {
    private static final long MEBIBYTE = 1 << 20;

    private GlobalMemory memory;

    /** Called by Baton. */
    public MemorySampler() {}

    @Override
    protected Class<? extends Record> configType() {
        return NoSettings.class;
    }

    @Override
    protected void setup() {
        memory = new SystemInfo().getHardware().getMemory();
        String used = Amounts.bytes(memory.getTotal() - memory.getAvailable());
        context().logger().info("{} of {} in use", used, Amounts.bytes(memory.getTotal()));
    }

    @Override
    protected void runner() {
        long total = memory.getTotal();
        long used = total - memory.getAvailable();
        double percent = Amounts.percent(used, total);
        new Sample("memory", percent, "%").publish(context());
        context().emit("MEMORY_SAMPLE", data(percent, used, total));
    }

    private static Map<String, Object> data(double percent, long used, long total) {
        return Map.of("percent", Amounts.rounded(percent), "used_mb", used / MEBIBYTE, "total_mb", total / MEBIBYTE);
    }
}
