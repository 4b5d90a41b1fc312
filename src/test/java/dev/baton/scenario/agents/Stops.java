package dev.baton.scenario.agents;

import dev.baton.agent.Agent;
import dev.baton.agent.PeriodicAgent;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Agents that take a stop in one way or another. */
public final class Stops {
    private Stops() {}

    /** Waits inside its one step until it is stopped. */
    public static class Busy extends Agent {
        @Override
        protected void execute() throws Exception {
            if (!context().awaitStop(Duration.ofDays(1))) {
                throw new IllegalStateException("nobody told it to stop");
            }
        }
    }

    /** Says when it is told to stop and when it closes. */
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

    /** Waits, as Vert.x lets a worker wait, for a reply that its own stop brings. */
    public static class Waiter extends Agent {
        private final Promise<String> reply = Promise.promise();

        @Override
        protected void execute() {
            context().logger().info("waiting");
            context().logger().info("got {}", reply.future().await());
        }

        @Override
        protected void onStop() {
            reply.complete("the reply");
        }

        @Override
        protected void onClose() {
            context().logger().info("closed");
        }
    }

    /** Waits, as Vert.x lets a worker wait, for what never comes. */
    public static class HopelessWaiter extends Agent {
        @Override
        protected void execute() {
            context().logger().info("waiting");
            Promise.promise().future().await();
        }

        @Override
        protected void onClose() {
            context().logger().info("closed");
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
