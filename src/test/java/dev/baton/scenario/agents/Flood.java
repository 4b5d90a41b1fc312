package dev.baton.scenario.agents;

import dev.baton.agent.Agent;
import java.util.Map;

/** Emits without pause until it is stopped. */
public class Flood extends Agent {
    private static final Map<String, String> DATA = Map.of("text", "x".repeat(2000));

    @Override
    protected void execute() {
        long emitted = 0;
        while (!context().isStopping()) {
            context().emit("DROP", DATA);
            emitted++;
            if (emitted == 100_000) {
                context().logger().info("emitted {}", emitted);
            }
        }
    }
}
