package dev.baton.launcher;

import dev.baton.orchestrator.Ports;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;

/** The machine's own clock and name. */
final class RealPorts {
    private RealPorts() {}

    static Ports of(Map<String, String> environment) {
        String host = environment.getOrDefault("HOSTNAME", "");
        return new Ports(
                InstantSource.system(),
                System::nanoTime,
                host.isBlank() ? "local" : host,
                false,
                new SplittableRandom(),
                ProcessesOfAgents::on);
    }
}
