package dev.baton.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrowingThreadPoolTest {
    private static final int EAGER = 4;
    private static final int LIMIT = 50;
    private static final long TIME_SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private final CountDownLatch release = new CountDownLatch(1);
    private final GrowingThreadPool pool = new GrowingThreadPool(GrowingThreadPoolTest::daemon, EAGER, LIMIT);

    @AfterEach
    void shutDown() throws InterruptedException {
        release.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneTaskAfterTheOtherNeedsOneThread() throws InterruptedException {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 50; i++) {
            CountDownLatch done = new CountDownLatch(1);
            pool.execute(() -> {
                used.add(Thread.currentThread());
                done.countDown();
            });
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> pool.getActiveCount() == 0);
        }

        // A thread may not be back at the queue yet when the next task comes; more than the eager ones never start.
        assertThat(used).hasSizeLessThanOrEqualTo(EAGER);
    }

    @Test
    void everyBlockedTaskGetsAThreadUpToTheLimit() {
        AtomicInteger inside = new AtomicInteger();
        for (int i = 0; i < LIMIT; i++) {
            pool.execute(() -> block(inside));
        }

        await().untilAsserted(() -> assertThat(inside).hasValue(LIMIT));
        assertThat(pool.threads()).isEqualTo(LIMIT);
    }

    @Test
    void whatIsBeyondTheLimitWaitsAndIsNotLost() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(LIMIT * 2);
        for (int i = 0; i < LIMIT * 2; i++) {
            pool.execute(() -> {
                block(inside);
                all.countDown();
            });
        }
        await().untilAsserted(() -> assertThat(inside).hasValue(LIMIT));

        release.countDown();

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.getLargestPoolSize()).isEqualTo(LIMIT);
    }

    @Test
    void aThousandShortTasksAtOnceNeedNoThousandThreads() throws InterruptedException {
        GrowingThreadPool wide = new GrowingThreadPool(GrowingThreadPoolTest::daemon, EAGER, 1000);
        CountDownLatch all = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            wide.execute(all::countDown);
        }

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(wide.getLargestPoolSize()).isLessThan(100);
        wide.shutdown();
    }

    @Test
    void threadsThatLackAProcessorAreNotTakenForBlockedOnes() {
        int some = 20;
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong began = new AtomicLong();
        long since = System.nanoTime();
        GrowingThreadPool wide = new GrowingThreadPool(GrowingThreadPoolTest::daemon, EAGER, 1000);
        for (int i = 0; i < 1000; i++) {
            wide.execute(() -> {
                began.incrementAndGet();
                while (!over.get()) {
                    Thread.onSpinWait();
                }
            });
        }

        await().until(() -> wide.threads() >= some);
        long taken = System.nanoTime() - since;
        over.set(true);

        // Half of it, as a thread that waits may be woken early.
        assertThat(taken).isGreaterThan(leastNanosUntil(some) / 2);
        await().untilAsserted(() -> assertThat(began).hasValue(1000));
        wide.shutdown();
    }

    /** How long threads that spin take at least to become so many: others come once each had a slice of a processor's time. */
    private static long leastNanosUntil(int count) {
        int processors = Runtime.getRuntime().availableProcessors();
        long nanos = 0;
        for (int threads = EAGER, more = 1; threads < count; threads += more, more *= 2) {
            nanos += TIME_SLICE_NANOS * (threads / processors);
        }
        return nanos;
    }

    @Test
    void whoIsNotNeededEndsThoughOthersWork() throws InterruptedException {
        GrowingThreadPool brief =
                new GrowingThreadPool(GrowingThreadPoolTest::daemon, EAGER, LIMIT, TimeUnit.MILLISECONDS.toNanos(300));
        AtomicInteger inside = new AtomicInteger();
        for (int i = 0; i < LIMIT; i++) {
            brief.execute(() -> block(inside));
        }
        await().untilAsserted(() -> assertThat(inside).hasValue(LIMIT));
        release.countDown();

        // One task after the other, as long as it takes: one thread is enough for them.
        await().pollInterval(Duration.ofMillis(1)).untilAsserted(() -> {
            CountDownLatch done = new CountDownLatch(1);
            brief.execute(done::countDown);
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(brief.threads()).isLessThanOrEqualTo(EAGER);
        });
        assertThat(brief.getLargestPoolSize()).isEqualTo(LIMIT);
        brief.shutdown();
    }

    @Test
    void allThreadsEndWhenNothingIsToDo() {
        GrowingThreadPool brief = new GrowingThreadPool(GrowingThreadPoolTest::daemon, EAGER, LIMIT, 1_000_000);
        CountDownLatch all = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            brief.execute(all::countDown);
        }

        await().untilAsserted(() -> assertThat(all.getCount()).isZero());
        await().untilAsserted(() -> assertThat(brief.threads()).isZero());
        brief.shutdown();
    }

    @Test
    void losesNoTaskOfManySenders() throws InterruptedException {
        GrowingThreadPool quick = new GrowingThreadPool(GrowingThreadPoolTest::daemon, 2, LIMIT, 100_000);
        int rounds = 1_000;
        int tasks = 50;
        CountDownLatch sendersDone = new CountDownLatch(3);
        for (int sender = 0; sender < 3; sender++) {
            daemon(() -> {
                        for (int i = 0; i < rounds; i++) {
                            // Waiting for each round lets threads fall idle, and end, between two tasks.
                            CountDownLatch all = new CountDownLatch(tasks);
                            for (int j = 0; j < tasks; j++) {
                                quick.execute(all::countDown);
                            }
                            awaitQuietly(all);
                        }
                        sendersDone.countDown();
                    })
                    .start();
        }

        assertThat(sendersDone.await(60, TimeUnit.SECONDS)).isTrue();
        quick.shutdown();
    }

    @Test
    void givesBackWhatHasNotBegunWhenItIsShutDownAtOnce() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        for (int i = 0; i < LIMIT + 7; i++) {
            pool.execute(() -> block(inside));
        }
        await().untilAsserted(() -> assertThat(inside).hasValue(LIMIT));

        assertThat(pool.shutdownNow()).hasSize(7);
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void refusesTasksAfterItsEnd() {
        pool.shutdown();

        assertThatThrownBy(() -> pool.execute(release::countDown)).isInstanceOf(RejectedExecutionException.class);
    }

    private void block(AtomicInteger inside) {
        inside.incrementAndGet();
        awaitQuietly(release);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "growing-pool-test");
        thread.setDaemon(true);
        return thread;
    }
}
