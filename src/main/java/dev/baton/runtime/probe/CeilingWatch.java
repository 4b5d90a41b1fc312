package dev.baton.runtime.probe;

import dev.baton.process.Ceilings;
import dev.baton.process.TreeUsage;
import dev.baton.runtime.tree.ProcessTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second at what trees with ceilings use, at all of them in one pass; not at all while there are none. Its methods
 * may be called on any thread; everything else happens on one of its own.
 */
final class CeilingWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CeilingWatch.class);
    private static final long EVERY_MILLIS = 1_000;

    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread;
    private final Map<Long, Watched> trees = new HashMap<>();
    private @Nullable ScheduledFuture<?> looking;

    private record Watched(Ceilings ceilings, CpuWindow cpu, Consumer<Excess> told) {}

    CeilingWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "baton-ceilings");
            made.setDaemon(true);
            return made;
        });
    }

    /** Tells {@code told}, once and on this watch's thread, when the tree of {@code root} uses more than it may. */
    void watch(long root, Ceilings ceilings, Consumer<Excess> told) {
        execute(() -> {
            trees.put(root, new Watched(ceilings, new CpuWindow(ceilings.cpuWindow()), told));
            if (looking == null) {
                looking = thread.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }

    void forget(long root) {
        execute(() -> {
            trees.remove(root);
            restIfIdle();
        });
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closed) {
            // Nobody is left to be watched.
        }
    }

    void close() {
        thread.shutdownNow();
    }

    private void restIfIdle() {
        if (trees.isEmpty() && looking != null) {
            looking.cancel(false);
            looking = null;
        }
    }

    private void look() {
        try {
            ProcessTable now = ProcessTable.read();
            long at = nanoTime.getAsLong();
            trees.entrySet().removeIf(tree -> isTooMuch(tree.getValue(), now.usage(tree.getKey(), false), at));
            restIfIdle();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("What limited agents use could not be looked at; it is tried again");
        }
    }

    private static boolean isTooMuch(Watched watched, @Nullable TreeUsage used, long at) {
        Excess excess = used == null ? null : excess(watched, used, at);
        if (excess != null) {
            watched.told().accept(excess);
        }
        return excess != null;
    }

    private static @Nullable Excess excess(Watched watched, TreeUsage used, long at) {
        Ceilings ceilings = watched.ceilings();
        if (ceilings.maxMemory() != null
                && used.residentBytes() > ceilings.maxMemory().bytes()) {
            return Excess.ofMemory(used, ceilings.maxMemory());
        }
        if (ceilings.maxCpu() != null) {
            double percent = watched.cpu().percent(at, used.cpuNanos());
            if (percent > ceilings.maxCpu()) {
                return Excess.ofCpu(percent, Objects.requireNonNull(ceilings.maxCpu()), ceilings.cpuWindow());
            }
        }
        return null;
    }
}
