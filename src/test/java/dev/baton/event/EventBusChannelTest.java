package dev.baton.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EventBusChannelTest {
    private final CountDownLatch hold = new CountDownLatch(1);
    private EventBusChannel channel;

    @BeforeEach
    void open(Vertx vertx) {
        channel = EventBusChannel.of(vertx, "test");
    }

    @Test
    void givesEverySubscriberAllEventsInOrder(Vertx vertx) {
        List<Long> quick = subscribe(context(vertx));
        Context busy = context(vertx);
        List<Long> slow = subscribe(busy);
        keepBusy(busy);

        publish(1, 1_000);
        hold.countDown();

        await().until(() -> quick.size() == 1_000 && slow.size() == 1_000);
        assertThat(quick)
                .isEqualTo(slow)
                .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
    }

    @Test
    void givesALateSubscriberTheNextEventThoughOthersHaveNotReadTheLastOneYet(Vertx vertx) {
        Context busy = context(vertx);
        List<Long> early = subscribe(busy);
        keepBusy(busy);

        publish(1, 1);
        List<Long> late = subscribe(context(vertx));
        publish(2, 3);
        hold.countDown();

        await().until(() -> late.size() == 2 && early.size() == 3);
        assertThat(late).containsExactly(2L, 3L);
    }

    @Test
    void hasCalledASubscriberBeforeWhatIsRunOnItsContextAfterwards(Vertx vertx) throws Exception {
        Context context = context(vertx);
        List<Long> seen = subscribe(context);
        for (long round = 1; round <= 500; round++) {
            publish(round * 3 - 2, round * 3);
            CompletableFuture<Integer> size = new CompletableFuture<>();
            context.runOnContext(now -> size.complete(seen.size()));
            assertThat(size.get()).isEqualTo((int) round * 3);
        }
    }

    @Test
    void goesOnAfterASubscriberThrew(Vertx vertx) {
        List<Long> seen = new CopyOnWriteArrayList<>();
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Context context = context(vertx);
        context.exceptionHandler(thrown::add);
        on(
                context,
                () -> channel.subscribe(event -> {
                    seen.add(event.seq());
                    throw new IllegalStateException("event " + event.seq());
                }));

        publish(1, 100);

        await().until(() -> seen.size() == 100 && !thrown.isEmpty());
    }

    @Test
    void isOnePerOrchestratorOnOneVertx(Vertx vertx) {
        assertThat(EventBusChannel.of(vertx, "test")).isSameAs(channel);
        assertThat(EventBusChannel.of(vertx, "other")).isNotSameAs(channel);
    }

    private List<Long> subscribe(Context context) {
        List<Long> seen = new CopyOnWriteArrayList<>();
        on(context, () -> channel.subscribe(event -> seen.add(event.seq())));
        return seen;
    }

    private void publish(long first, long last) {
        LongStream.rangeClosed(first, last).forEach(seq -> channel.publish(Events.event(seq, "TICK", "a")));
    }

    private void keepBusy(Context context) {
        context.runOnContext(now -> await().until(() -> hold.getCount() == 0));
    }

    private static Context context(Vertx vertx) {
        CompletableFuture<Context> own = new CompletableFuture<>();
        vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                own.complete(context);
                return Future.succeededFuture();
            }
        });
        return own.join();
    }

    private static void on(Context context, Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(now -> {
            action.run();
            done.complete(null);
        });
        done.join();
    }
}
