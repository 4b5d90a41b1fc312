package dev.baton.scenario.agents;

import dev.baton.agent.Agent;
import dev.baton.agent.EventAgent;
import dev.baton.agent.LoopingAgent;
import dev.baton.agent.PeriodicAgent;
import dev.baton.agent.ScheduledAgent;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One agent of each kind, which says what it does. */
public final class Kinds {
    private Kinds() {}

    /** Executes once. */
    public static class Once extends Agent {
        @Override
        protected void setup() {
            context().logger().info("setup");
        }

        @Override
        protected void execute() {
            context().logger().info("executed on a {} thread", virtual() ? "virtual" : "platform");
        }

        @Override
        protected void onClose() {
            context().logger().info("closed");
        }

        private static boolean virtual() {
            return Thread.currentThread().toString().startsWith("VirtualThread");
        }
    }

    /** Says the number of its cycle. */
    public static class Loop extends LoopingAgent {
        private int cycle;

        @Override
        protected void cycle() {
            context().logger().info("cycle {}", ++cycle);
        }
    }

    /**
     * Works for 45 ms, and says at its end how far apart in their intervals of 100 ms the nearest half of its calls began:
     * few milliseconds if they keep to the clock, though some of them were late.
     */
    public static class Tick extends PeriodicAgent {
        private static final long INTERVAL = 100;
        private final List<Long> starts = new ArrayList<>();

        @Override
        protected void runner() throws InterruptedException {
            starts.add(System.nanoTime());
            context().awaitStop(Duration.ofMillis(45));
        }

        @Override
        protected void onClose() {
            List<Long> places = new ArrayList<>();
            for (long start : starts) {
                places.add(TimeUnit.NANOSECONDS.toMillis(start - starts.get(0)) % INTERVAL);
            }
            Collections.sort(places);
            context().logger().info("calls {}", starts.size());
            context().logger().info("spread over {}", spreadOfHalf(places));
        }

        private static long spreadOfHalf(List<Long> places) {
            int half = places.size() / 2;
            long least = INTERVAL;
            for (int i = 0; i < places.size(); i++) {
                int last = i + half;
                long end = last < places.size() ? places.get(last) : places.get(last - places.size()) + INTERVAL;
                least = Math.min(least, end - places.get(i));
            }
            return least;
        }
    }

    /** Says the second at which it is called, and the fraction. */
    public static class Cron extends ScheduledAgent {
        @Override
        protected void runner() {
            context().logger().info("called at {}", context().clock().instant().toEpochMilli());
        }
    }

    /** Replies with a number that counts what came. */
    public static class Clerk extends EventAgent {
        private int served;

        @Override
        protected void onEvent(Message<Object> message) {
            context().logger().info("got {}", message.body());
            message.reply(++served);
        }
    }

    /** Asks the {@link Clerk} for one thing after the other. */
    public static class Customer extends PeriodicAgent {
        private final Deque<String> list = new ArrayDeque<>(List.of("bread", "milk", "tea"));
        private boolean waiting;

        @Override
        protected void runner() {
            if (!waiting && !list.isEmpty()) {
                waiting = true;
                context().vertx().eventBus().request("orders", list.peek()).onSuccess(reply -> {
                    context().logger().info("{} is number {}", list.remove(), reply.body());
                    waiting = false;
                });
            }
        }
    }

    /** Fails at its first start, and works at the second. */
    public static class Shaky extends Agent {
        private static final AtomicInteger STARTS = new AtomicInteger();

        @Override
        protected void execute() {
            int start = STARTS.incrementAndGet();
            context().logger().info("start {}", start);
            if (start == 1) {
                throw new IllegalStateException("shaken");
            }
        }
    }
}
