package dev.baton.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.event.EventBusChannel;
import dev.baton.event.Events;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HistoryTest {
    private EventBusChannel channel;
    private History history;
    private String id;

    @BeforeEach
    void deploy(Vertx vertx) throws Exception {
        channel = EventBusChannel.of(vertx, "test");
        history = new History(channel, HistorySettings.DEFAULT);
        id = answer(vertx.deployVerticle(history));
    }

    @Test
    void answersWithEverythingPublishedBeforeTheQuestion() throws Exception {
        for (long round = 1; round <= 50; round++) {
            publish(round * 100 - 99, round * 100);
            HistoryPage page = answer(history.query(HistoryQuery.DEFAULT));
            assertThat(page.capacityInfo().newestSeq()).isEqualTo(round * 100);
        }
        assertThat(answer(history.statistics()).byType()).containsEntry("TICK", 5_000L);
    }

    @Test
    void answersOnTheAskingContext(Vertx vertx) throws Exception {
        Context asking = vertx.getOrCreateContext();
        CompletableFuture<Context> answered = new CompletableFuture<>();
        asking.runOnContext(now ->
                history.query(HistoryQuery.DEFAULT).onComplete(page -> answered.complete(Vertx.currentContext())));

        assertThat(answered.get(60, TimeUnit.SECONDS)).isSameAs(asking);
    }

    @Test
    void refusesQuestionsWhenItIsNotRunning(Vertx vertx) throws Exception {
        answer(vertx.undeploy(id));

        assertThatThrownBy(() -> answer(history.query(HistoryQuery.DEFAULT)))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the history isn't running");
    }

    @Test
    void showsFollowersThePresentAndEverythingAfterItWithoutGapOrDouble(Vertx vertx) throws Exception {
        int published = 4_000;
        Context publisher = vertx.getOrCreateContext();
        publisher.runOnContext(now -> publishInTurns(publisher, 1, published));

        List<Recorder> recorders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Recorder recorder = new Recorder();
            recorders.add(recorder);
            answer(history.follow(HistoryQuery.since(0), recorder));
        }

        List<Long> all = LongStream.rangeClosed(1, published).boxed().toList();
        for (Recorder recorder : recorders) {
            await().until(() -> recorder.seqs.contains((long) published));
            assertThat(recorder.seqs).containsExactlyElementsOf(all);
        }
    }

    @Test
    void showsFollowersOnlyWhatTheyAskedFor() throws Exception {
        channel.publish(Events.event(1, "TICK", "a"));
        Recorder recorder = new Recorder();
        answer(history.follow(new HistoryQuery(100, "a", "TICK", null), recorder));

        channel.publish(Events.event(2, "TICK", "b"));
        channel.publish(Events.event(3, "TOCK", "a"));
        channel.publish(Events.event(4, "TICK", "a"));

        await().until(() -> recorder.seqs.contains(4L));
        assertThat(recorder.seqs).containsExactly(1L, 4L);
    }

    @Test
    void tellsNothingMoreToWhoStoppedFollowingOrFailed() throws Exception {
        Recorder gone = new Recorder();
        Recorder staying = new Recorder();
        Recorder failing = new Recorder() {
            @Override
            public void next(PastEvent event) {
                super.next(event);
                throw new IllegalStateException("full");
            }
        };
        Following following = answer(history.follow(HistoryQuery.DEFAULT, gone));
        answer(history.follow(HistoryQuery.DEFAULT, failing));
        answer(history.follow(HistoryQuery.DEFAULT, staying));

        following.close();
        publish(1, 10);

        await().until(() -> staying.seqs.size() == 10);
        assertThat(gone.seqs).isEmpty();
        assertThat(failing.seqs).containsExactly(1L);
    }

    @Test
    void refusesMoreFollowersThanItCanServeUntilOneLeaves() throws Exception {
        Following first = answer(history.follow(HistoryQuery.DEFAULT, new Recorder()));
        for (int i = 1; i < Followers.MAX; i++) {
            answer(history.follow(HistoryQuery.DEFAULT, new Recorder()));
        }

        assertThatThrownBy(() -> answer(history.follow(HistoryQuery.DEFAULT, new Recorder())))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1000 readers follow the events already");
        first.close();
        assertThat(answer(history.follow(HistoryQuery.DEFAULT, new Recorder()))).isNotNull();
    }

    private void publish(long first, long last) {
        LongStream.rangeClosed(first, last).forEach(seq -> channel.publish(Events.event(seq, "TICK", "a")));
    }

    /** A few events per turn of the loop, so that followers come in between. */
    private void publishInTurns(Context publisher, long seq, long last) {
        publish(seq, seq + 3);
        if (seq + 4 <= last) {
            publisher.runOnContext(next -> publishInTurns(publisher, seq + 4, last));
        }
    }

    private static <T> T answer(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static class Recorder implements Follower {
        private final ConcurrentLinkedQueue<Long> seqs = new ConcurrentLinkedQueue<>();

        @Override
        public void present(HistoryPage page) {
            page.events().forEach(event -> seqs.add(event.seq()));
        }

        @Override
        public void next(PastEvent event) {
            seqs.add(event.seq());
        }
    }
}
