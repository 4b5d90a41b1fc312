package dev.baton.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopMemoryTest {
    private final List<Set<String>> written = new ArrayList<>();
    private final List<Promise<Void>> writes = new ArrayList<>();
    private final StopMemory memory = new StopMemory(Set.of("old"), this::write);

    @Test
    void remembersAStopWhenItIsOnDisk() {
        Future<Void> stopped = memory.stopped("a");

        assertThat(memory.isStopped("a")).isTrue();
        assertThat(stopped.isComplete()).isFalse();
        writes.get(0).complete();
        assertThat(stopped.succeeded()).isTrue();
        assertThat(written).containsExactly(Set.of("old", "a"));
    }

    @Test
    void writesOnceForAllThatChangesDuringAWrite() {
        Future<Void> first = memory.stopped("a");
        Future<Void> second = memory.stopped("b");
        Future<Void> third = memory.started("a");
        Future<Void> fourth = memory.started("old");

        assertThat(writes).hasSize(1);
        writes.get(0).complete();
        assertThat(first.succeeded()).isTrue();
        assertThat(List.of(second, third, fourth)).noneMatch(Future::isComplete);
        assertThat(written).containsExactly(Set.of("old", "a"), Set.of("b"));
        writes.get(1).complete();
        assertThat(List.of(second, third, fourth)).allMatch(Future::succeeded);
        assertThat(writes).hasSize(2);
    }

    @Test
    void writesNothingIfNothingChanges() {
        assertThat(memory.stopped("old").succeeded()).isTrue();
        assertThat(memory.started("never seen").succeeded()).isTrue();
        assertThat(writes).isEmpty();
    }

    @Test
    void doesNotAnswerAStopThatIsOnlyOnItsWayToTheDisk() {
        memory.stopped("a");
        Future<Void> again = memory.stopped("a");

        writes.get(0).complete();
        assertThat(again.isComplete()).isFalse();
        writes.get(1).complete();
        assertThat(again.succeeded()).isTrue();
    }

    @Test
    void keepsWhatCouldNotBeWrittenAndWritesItWithTheNextChange() {
        Future<Void> failed = memory.stopped("a");
        writes.get(0).fail(new IOException("the disk is full"));

        assertThat(failed.cause()).hasMessage("the disk is full");
        assertThat(memory.isStopped("a")).isTrue();
        memory.stopped("b");
        assertThat(written.get(1)).containsExactlyInAnyOrder("old", "a", "b");
    }

    @Test
    void triesAgainIfTheSameIsAskedForAfterAFailure() {
        memory.stopped("a");
        writes.get(0).fail("no");

        Future<Void> again = memory.stopped("a");
        assertThat(again.isComplete()).isFalse();
        writes.get(1).complete();
        assertThat(again.succeeded()).isTrue();
        assertThat(memory.settled().succeeded()).isTrue();
        assertThat(writes).hasSize(2);
    }

    @Test
    void failsOnlyThoseWhoWaitForTheWriteThatFailed() {
        Future<Void> first = memory.stopped("a");
        Future<Void> second = memory.stopped("b");

        writes.get(0).fail("no");
        writes.get(1).complete();

        assertThat(first.failed()).isTrue();
        assertThat(second.succeeded()).isTrue();
    }

    @Test
    void settlesWhenEverythingIsWritten() {
        memory.stopped("a");
        Future<Void> settled = memory.settled();

        writes.get(0).complete();
        assertThat(settled.isComplete()).isFalse();
        writes.get(1).complete();
        assertThat(settled.succeeded()).isTrue();
    }

    @Test
    void needsNoDiskIfItIsToEndWithBaton() {
        StopMemory forgetful = StopMemory.untilTheEnd();

        assertThat(forgetful.stopped("a").succeeded()).isTrue();
        assertThat(forgetful.isStopped("a")).isTrue();
        assertThat(forgetful.started("a").succeeded()).isTrue();
        assertThat(forgetful.isStopped("a")).isFalse();
    }

    @Test
    void writesToItsFileOffTheEventLoop(@TempDir Path folder) throws Exception {
        StateFile file = new StateFile(folder.resolve("state.json"), InstantSource.fixed(Instant.EPOCH));
        Vertx vertx = Vertx.vertx();
        try {
            Promise<Void> stopped = Promise.promise();
            vertx.runOnContext(start -> {
                StopMemory inFile = StopMemory.in(file, Set.of(), vertx);
                Future.all(inFile.stopped("a"), inFile.stopped("b"), inFile.stopped("c"))
                        .<Void>mapEmpty()
                        .onComplete(stopped);
            });
            stopped.future().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }

        assertThat(file.read().stopped()).containsExactlyInAnyOrder("a", "b", "c");
    }

    private Future<Void> write(Set<String> names) {
        Promise<Void> promise = Promise.promise();
        written.add(names);
        writes.add(promise);
        return promise.future();
    }
}
