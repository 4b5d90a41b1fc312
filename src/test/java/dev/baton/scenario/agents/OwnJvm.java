package dev.baton.scenario.agents;

import dev.baton.agent.Agent;
import dev.baton.agent.LoopingAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Agents that show which JVM they are in. */
public final class OwnJvm {
    private OwnJvm() {}

    /** Says which process it is in, and works without a pause. */
    public static class Busy extends LoopingAgent {
        @Override
        protected void setup() {
            context().logger().info("pid {}", ProcessHandle.current().pid());
        }

        @Override
        protected void cycle() {
            Thread.onSpinWait();
        }
    }

    /** Says how much memory it may have, who it is, and what it finds around it. */
    public static class Curious extends Agent {
        @Override
        protected void execute() {
            context().logger().info("heap {}", Runtime.getRuntime().maxMemory() >> 20);
            context().logger().info("property {}", System.getProperty("acme.mode"));
            context().logger().info("variable {}", System.getenv("ACME_CITY"));
            context().logger().info("folder {}", System.getProperty("user.dir"));
        }
    }

    /** Writes its environment variables to a file called {@code jvm.env}. */
    public static class Frank extends Agent {
        @Override
        protected void execute() throws IOException {
            Files.writeString(Path.of("jvm.env"), String.valueOf(System.getenv()));
        }
    }

    /** Ends its JVM at its first start, and waits for its stop at the second. */
    public static class Fragile extends Agent {
        @Override
        protected void execute() throws InterruptedException {
            if (context().incarnation() == 1) {
                System.exit(7);
            }
            context().logger().info("start {}", context().incarnation());
            context().awaitStop(Duration.ofMinutes(1));
            context().logger().info("stopped");
        }
    }
}
