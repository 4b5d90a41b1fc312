package dev.baton.scenario.agents;

import dev.baton.agent.Agent;
import dev.baton.agent.PeriodicAgent;
import java.util.concurrent.CountDownLatch;

/** Agents that don't stay up. */
public final class Failing {
    private Failing() {}

    /** Throws at once. */
    public static class AtOnce extends Agent {
        @Override
        protected void execute() {
            throw new IllegalStateException("no use");
        }
    }

    /** Throws in its first life and works in the next. */
    public static class Once extends PeriodicAgent {
        @Override
        protected void runner() {
            if (context().incarnation() == 1) {
                throw new IllegalStateException("a bad start");
            }
            context().logger().info("working");
        }
    }

    /** Hangs in its first life, until it is interrupted, and works in the next. */
    public static class Hanging extends PeriodicAgent {
        @Override
        protected void runner() throws InterruptedException {
            if (context().incarnation() == 1) {
                context().logger().info("hanging");
                new CountDownLatch(1).await();
            }
            context().logger().info("working");
        }
    }

    /** Says its city at each start. */
    public static class Resident extends PeriodicAgent {
        @Override
        protected void setup() {
            context().logger().info("lives in {}", context().config().getString("city"));
        }

        @Override
        protected void runner() {}
    }
}
