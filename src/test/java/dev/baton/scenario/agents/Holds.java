package dev.baton.scenario.agents;

import dev.baton.agent.LoopingAgent;
import io.vertx.core.internal.VertxInternal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Keeps every event loop from its work while there is a file called {@code hold}. */
public final class Holds extends LoopingAgent {
    private static final Path HOLD = Path.of("hold");
    private static final Duration MOMENT = Duration.ofMillis(10);
    /** Contexts go to the loops in turn, so each loop gets some. */
    private static final int ENOUGH_FOR_ALL_LOOPS = 256;

    @Override
    protected void cycle() throws Exception {
        if (Files.exists(HOLD)) {
            context().logger().info("holding");
            hold();
        }
        context().awaitStop(MOMENT);
    }

    private void hold() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        for (int i = 0; i < ENOUGH_FOR_ALL_LOOPS; i++) {
            ((VertxInternal) context().vertx()).createEventLoopContext().runOnContext(turn -> await(free));
        }
        while (Files.exists(HOLD)) {
            context().awaitStop(MOMENT);
        }
        free.countDown();
    }

    private static void await(CountDownLatch free) {
        try {
            free.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
