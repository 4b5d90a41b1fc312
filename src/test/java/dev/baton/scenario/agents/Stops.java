package dev.baton.scenario.agents;

import dev.baton.agent.Agent;
import dev.baton.agent.PeriodicAgent;
import java.util.concurrent.CountDownLatch;

/** Agents that take a stop in one way or another. */
public final class Stops {
    private Stops() {}

    /** Works until it is stopped, and says how it is stopped. */
    public static class Polite extends PeriodicAgent {
        @Override
        protected void runner() {}

        @Override
        protected void onStop() {
            context().logger().info("onStop, stopping: {}", context().isStopping());
        }

        @Override
        protected void onClose() {
            context().logger().info("onClose, stopping: {}", context().isStopping());
        }
    }

    /** Takes no notice of its stop, but ends when interrupted. */
    public static class Dreamer extends Agent {
        @Override
        protected void execute() throws InterruptedException {
            context().logger().info("dreaming");
            new CountDownLatch(1).await();
        }

        @Override
        protected void onClose() {
            context().logger().info("awake");
        }
    }

    /** Takes no notice of anything. */
    public static class Deaf extends Agent {
        @Override
        protected void execute() {
            context().logger().info("not listening");
            CountDownLatch never = new CountDownLatch(1);
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    context().logger().info("not listening to interrupts either");
                }
            }
        }
    }

    /** Throws what it is told to. */
    public static class Thrower extends Agent {
        @Override
        protected void execute() {
            throw new IllegalStateException("thrown by " + context().name());
        }
    }
}
