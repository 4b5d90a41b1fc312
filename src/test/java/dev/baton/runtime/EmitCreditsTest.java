package dev.baton.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EmitCreditsTest {
    private final EmitCredits shared = EmitCredits.overAll();

    @Test
    void oneAgentHasABoundedNumber() {
        assertThat(takeAll(EmitCredits.ofAgent(shared))).isEqualTo(1024);
    }

    @Test
    void allAgentsTogetherHaveABoundedNumber() {
        int taken = 0;
        for (int agent = 0; agent < 20; agent++) {
            taken += takeAll(EmitCredits.ofAgent(shared));
        }

        assertThat(taken).isEqualTo(8192);
    }

    @Test
    void whoWaitsGoesOnWhenHalfIsGivenBack() throws InterruptedException {
        EmitCredits credits = EmitCredits.ofAgent(EmitCredits.overAll());
        int all = takeAll(credits);
        AtomicInteger emitted = new AtomicInteger();
        Thread agent = new Thread(() -> {
            try {
                while (emitted.get() < all) {
                    credits.take();
                    emitted.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        agent.start();
        await().until(() -> agent.getState() == Thread.State.WAITING);
        assertThat(emitted).hasValue(0);

        for (int i = 0; i < all; i++) {
            credits.giveBack();
        }

        agent.join();
        assertThat(emitted).hasValue(all);
    }

    private static int takeAll(EmitCredits credits) {
        int taken = 0;
        while (credits.tryTake()) {
            taken++;
        }
        return taken;
    }
}
