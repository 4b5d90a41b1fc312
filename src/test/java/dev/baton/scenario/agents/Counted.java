package dev.baton.scenario.agents;

import dev.baton.agent.Agent;
import java.util.concurrent.atomic.AtomicInteger;

/** Does nothing but count how many of its kind are at it at once. */
public class Counted extends Agent {
    private static final AtomicInteger NOW = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    @Override
    protected void setup() {
        MOST.accumulateAndGet(NOW.incrementAndGet(), Math::max);
    }

    @Override
    protected void execute() {}

    @Override
    protected void onClose() {
        NOW.decrementAndGet();
    }

    /** The largest number so far; it begins anew. */
    public static int takeMost() {
        return MOST.getAndSet(0);
    }

    /** Says the largest number so far. */
    public static class Reporter extends Agent {
        @Override
        protected void execute() {
            context().logger().info("at most {} at once", takeMost());
        }
    }
}
