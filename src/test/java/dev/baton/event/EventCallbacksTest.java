package dev.baton.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EventCallbacksTest {
    private final ConcurrentLinkedQueue<Long> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch latch = new CountDownLatch(1);
    private EventBusChannel channel;
    private EventCallbacks callbacks;

    @BeforeEach
    void prepare(Vertx vertx) {
        channel = EventBusChannel.of(vertx, "test");
        callbacks = new EventCallbacks(vertx, channel, Duration.ofSeconds(20));
    }

    @AfterEach
    void letGo() {
        latch.countDown();
    }

    @Test
    void callsAListenerInOrderAndOnOneThreadAtATimeOffTheEventLoop() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        Set<String> threads = ConcurrentHashMap.newKeySet();
        callbacks.onEvent(event -> {
            overlaps.addAndGet(inside.getAndIncrement());
            threads.add(Thread.currentThread().getName());
            seen.add(event.seq());
            inside.decrementAndGet();
        });
        open();

        publish(1, 5_000);
        close();

        assertThat(seen).containsExactlyElementsOf(numbers(1, 5_000));
        assertThat(overlaps).hasValue(0);
        assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("baton-callback-"));
    }

    @Test
    void callsAListenerOnlyWithTheEventsItAskedFor() throws Exception {
        CallbackRegistration ready = callbacks.onEvent(EventNames.AGENT_READY, event -> seen.add(event.seq()));
        open();

        channel.publish(Events.event(1, EventNames.AGENT_STARTED, "a"));
        channel.publish(Events.event(2, EventNames.AGENT_READY, "a"));
        close();

        assertThat(seen).containsExactly(2L);
        assertThat(ready.counts()).isEqualTo(new CallbackCounts(1, 0, 0, 0));
    }

    @Test
    void keepsListenersApartWhenOneThrowsAndOneHangs() throws Exception {
        open();
        CallbackRegistration hanging = callbacks.onEvent(event -> hang());
        CallbackRegistration throwing = callbacks.onEvent(event -> {
            throw new IllegalStateException("no");
        });
        CallbackRegistration erring = callbacks.onEvent(event -> {
            throw new AssertionError("no");
        });
        callbacks.onEvent(event -> seen.add(event.seq()));

        publish(1, 1_000);

        await().until(() -> seen.size() == 1_000);
        await().until(() -> throwing.counts().failed() == 1_000);
        await().until(() -> erring.counts().failed() == 1_000);
        assertThat(hanging.counts().delivered()).isZero();
        latch.countDown();
        await().until(() -> hanging.counts().delivered() == 1_000);
    }

    @Test
    void dropsAndCountsTheNewestEventsOfAListenerUntilItHasCaughtUp() throws Exception {
        open();
        CountDownLatch begun = new CountDownLatch(1);
        CallbackRegistration slow = callbacks.onEvent(event -> {
            begun.countDown();
            hang();
            seen.add(event.seq());
        });
        long flood = EventCallbacks.QUEUE_CAPACITY * 2L;

        publish(1, 1);
        begun.await();
        publish(2, flood);
        // Whoever wants no event but the last misses none, be it never so slow, and tells when all was offered.
        CountDownLatch allOffered = new CountDownLatch(1);
        callbacks.onEvent("LAST", event -> allOffered.countDown());
        channel.publish(Events.event(flood + 1, "LAST", "a"));
        allOffered.await();
        CallbackCounts full = slow.counts();
        latch.countDown();
        await().until(() -> slow.counts().delivered() + full.dropped() == flood + 1);
        publish(flood + 2, flood + 2);

        await().until(() -> seen.contains(flood + 2));
        assertThat(full.waiting()).isEqualTo(EventCallbacks.QUEUE_CAPACITY);
        long taken = flood + 1 - full.dropped();
        assertThat(taken).isEqualTo(EventCallbacks.QUEUE_CAPACITY + 1L);
        assertThat(seen).startsWith(1L, 2L, 3L).doesNotContain(flood, flood + 1).hasSize((int) taken + 1);
    }

    @Test
    void hasCalledListenersWithAllThatWasPublishedWhenItIsClosed() throws Exception {
        callbacks.onEvent(event -> seen.add(event.seq()));
        open();

        publish(1, 3_000);
        close();

        assertThat(seen).containsExactlyElementsOf(numbers(1, 3_000));
    }

    @Test
    void isClosedWithoutAListenerThatHangs(Vertx vertx) throws Exception {
        callbacks = new EventCallbacks(vertx, channel, Duration.ofMillis(200));
        CallbackRegistration hanging = callbacks.onEvent(event -> hang());
        callbacks.onEvent(event -> seen.add(event.seq()));
        open();

        publish(1, 1_000);
        // So that it is only the other one that is waited for, however busy the machine.
        await().until(() -> seen.size() == 1_000);
        close();

        assertThat(seen).hasSize(1_000);
        assertThat(hanging.counts().waiting()).isZero();
    }

    @Test
    void doesNotCallAListenerWhoseRegistrationWasClosed() throws Exception {
        open();
        CallbackRegistration closed = callbacks.onEvent(event -> seen.add(event.seq()));
        closed.close();
        closed.close();

        publish(1, 100);
        close();

        assertThat(seen).isEmpty();
    }

    @Test
    void letsAListenerEndItself() throws Exception {
        AtomicReference<CallbackRegistration> self = new AtomicReference<>();
        self.set(callbacks.onEvent(event -> {
            seen.add(event.seq());
            self.get().close();
        }));
        open();

        publish(1, 100);
        close();

        assertThat(seen).containsExactly(1L);
    }

    @Test
    void isNotOpenedWhereABlockedNeighbourCouldHoldUpEvents(Vertx vertx) {
        VerticleBase worker = new VerticleBase() {
            @Override
            public Future<?> start() {
                return callbacks.open();
            }
        };
        Future<String> opened =
                vertx.deployVerticle(worker, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));

        await().until(opened::isComplete);
        assertThat(opened.cause()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void mayBeClosedTwiceAndUnopened(Vertx vertx) throws Exception {
        open();
        close();
        close();

        callbacks = new EventCallbacks(vertx, channel, Duration.ofSeconds(20));
        close();
    }

    private void publish(long first, long last) {
        numbers(first, last).forEach(seq -> channel.publish(Events.event(seq, "TICK", "a")));
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private void hang() {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void open() throws Exception {
        callbacks.open().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private void close() throws Exception {
        callbacks.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
