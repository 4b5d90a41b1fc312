package dev.baton.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptGuardTest {
    private final AtomicInteger noted = new AtomicInteger();

    @Test
    void interruptsWhoIsInside() throws InterruptedException {
        InterruptGuard guard = new InterruptGuard();
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread worker = new Thread(() -> {
            guard.enter();
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            guard.leave();
        });
        worker.start();
        inside.await();

        assertThat(guard.interrupt(noted::incrementAndGet)).isTrue();

        worker.join();
        assertThat(interrupted).isTrue();
    }

    @Test
    void nobodyInsideIsNobodyInterrupted() {
        InterruptGuard guard = new InterruptGuard();
        guard.enter();
        guard.leave();

        assertThat(guard.interrupt(noted::incrementAndGet)).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptNeverReachesTheThreadAfterItHasLeft() throws InterruptedException {
        InterruptGuard guard = new InterruptGuard();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger leaked = new AtomicInteger();
        Thread worker = new Thread(() -> {
            while (!done.get()) {
                guard.enter();
                guard.leave();
                if (Thread.currentThread().isInterrupted()) {
                    leaked.incrementAndGet();
                }
            }
        });
        worker.start();
        int hits = 0;
        while (hits < 1000) {
            if (guard.interrupt(noted::incrementAndGet)) {
                hits++;
            }
        }
        done.set(true);
        worker.join();

        assertThat(leaked).hasValue(0);
    }
}
