package dev.baton.runtime.tree;

import dev.baton.process.Orphans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins processes, each in a session of its own, and sees to it that none outlives Baton unless it is meant to. Linux only.
 * May be used from any thread; as long as nothing was begun it costs nothing, but in the first process of a
 * container, which has to wait for whatever ends there.
 */
public final class Trees implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("baton");

    /** A few per processor: with more of them the event loops would get less of the processors than noisy programs. */
    private static final int MOST_CARRIERS =
            Math.min(32, Math.max(8, 2 * Runtime.getRuntime().availableProcessors()));

    private static final long IDLE_SECONDS = 2;
    private static final long STACK = 160 * 1024;

    private final Keeping keeping;
    private final ExecutorService forks = Executors.newSingleThreadExecutor(threads("baton-forks", false));
    private final ThreadPoolExecutor carriers = new ThreadPoolExecutor(
            MOST_CARRIERS,
            MOST_CARRIERS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            threads("baton-pipes-", true));
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Nursery nursery;

    /** Whose processes end with it; what is to be known of them stands in the folder for temporary files. */
    public Trees() {
        this(new Keeping(
                Path.of(System.getProperty("java.io.tmpdir"), "baton-" + System.getProperty("user.name")),
                null,
                Orphans.KILL));
    }

    /** Ends or takes over what an earlier Baton with the same folder left. */
    public Trees(Keeping keeping) {
        this.keeping = keeping;
        carriers.allowCoreThreadTimeOut(true);
        forks.execute(this::settle);
    }

    private static ThreadFactory threads(String name, boolean numbered) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(null, task, numbered ? name + count.incrementAndGet() : name, STACK);
            thread.setDaemon(true);
            return thread;
        };
    }

    private void settle() {
        try {
            Path otherwise = keeping.otherwise();
            if (Foundlings.areItsDuty()
                    || new Leftovers(keeping.folder()).areThere()
                    || (otherwise != null && new Leftovers(otherwise).areThere())) {
                nursery();
            }
        } catch (IOException | RuntimeException | Error e) {
            // Said again, to whoever begins the first process; but in many a container nobody does.
            if (Foundlings.areItsDuty()) {
                LOG.warn(
                        "Processes that end in this container stay as zombies, for Baton can't wait for them: {}",
                        e.toString());
            }
        }
    }

    private Nursery nursery() throws IOException {
        Nursery present = nursery;
        if (present == null) {
            present = new Nursery(keeping, carriers);
            nursery = present;
        }
        return present;
    }

    /**
     * Begins a process, or takes over the one that an earlier Baton began for the same agent by the same command. Fails with
     * an {@link IOException} whose message says why it can't be begun, such as that there is no such program.
     */
    public CompletionStage<ProcessTree> begin(Launch launch) {
        CompletableFuture<ProcessTree> begun = new CompletableFuture<>();
        try {
            forks.execute(() -> {
                try {
                    begun.complete(nursery().begin(launch));
                } catch (IOException | RuntimeException | Error e) {
                    begun.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            begun.completeExceptionally(new IOException("Baton is ending and begins no more processes", e));
        }
        return begun;
    }

    /** Kills what is left of all trees, and completes when nothing is; then its threads end. */
    public CompletionStage<Void> end() {
        if (!forks.isShutdown()) {
            forks.execute(this::clear);
            forks.shutdown();
        }
        return ended.minimalCompletionStage();
    }

    private void clear() {
        try {
            Nursery present = nursery;
            CompletionStage<Void> cleared = present == null ? CompletableFuture.completedStage(null) : present.clear();
            cleared.whenComplete((nothing, failure) -> ended(failure));
        } catch (RuntimeException | Error e) {
            ended(e);
        }
    }

    private void ended(@Nullable Throwable failure) {
        carriers.shutdown();
        if (failure == null) {
            ended.complete(null);
        } else {
            ended.completeExceptionally(failure);
        }
    }

    /** {@link #end()}, without waiting. */
    @Override
    public void close() {
        end();
    }
}
