package dev.baton.demo;

import dev.baton.agent.PeriodicAgent;
import java.time.Duration;
import java.util.Map;
import oshi.SystemInfo;
import oshi.software.os.OperatingSystem;

/** Tells for how long the machine has been up: emits {@code UPTIME {seconds}}, and logs it at the start. */
public final class Uptime extends PeriodicAgent {
    private OperatingSystem system;

    /** Called by Baton. */
    public Uptime() {}

    @Override
    protected Class<? extends Record> configType() {
        return NoSettings.class;
    }

    @Override
    protected void setup() {
        system = new SystemInfo().getOperatingSystem();
        context().logger().info("up for {}", Amounts.span(Duration.ofSeconds(system.getSystemUptime())));
    }

    @Override
    protected void runner() {
        context().emit("UPTIME", Map.of("seconds", system.getSystemUptime()));
    }
}
