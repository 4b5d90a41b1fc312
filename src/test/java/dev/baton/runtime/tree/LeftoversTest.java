package dev.baton.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftoversTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    private FutureTask<Boolean> settling(Leftovers.Adoption adoption) {
        return new FutureTask<>(() -> {
            new Leftovers(folder).settle(false, adoption);
            return true;
        });
    }

    private static Thread start(FutureTask<Boolean> task) {
        Thread thread = new Thread(task, "settles");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void twoBatonsInOneJvmSettleOneAfterTheOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> end = new CompletableFuture<>();
        FutureTask<Boolean> first = settling(adoptable -> {
            begun.countDown();
            end.join();
        });
        FutureTask<Boolean> second = settling(adoptable -> assertThat(end).isDone());

        start(first);
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        Thread other = start(second);
        await().until(() ->
                List.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(other.getState()));
        end.complete(null);

        assertThat(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
