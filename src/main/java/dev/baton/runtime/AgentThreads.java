package dev.baton.runtime;

import io.vertx.core.spi.ExecutorServiceFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Supplies the executors behind Vert.x worker pools with pools that add a thread only when none is idle. Vert.x's own
 * pools start a new thread for each task until they are full, which for a pool as large as {@code maxWorkers} would mean
 * a thread per agent even if the agents hardly ever work.
 *
 * <p>Used by the launcher, which makes the Vert.x instance. In somebody else's instance the pool is Vert.x's own.
 */
public final class AgentThreads implements ExecutorServiceFactory {
    private static final String POOL = "baton-agents-";

    private static final int EAGER_PER_CORE = 2;

    /** The name of the worker pool that the agents of this orchestrator are deployed to. */
    static String poolOf(String orchestrator) {
        return POOL + orchestrator;
    }

    @Override
    public ExecutorService createExecutor(
            @Nullable ThreadFactory threads, @Nullable Integer concurrency, @Nullable Integer maxConcurrency) {
        int limit = maxConcurrency == null || maxConcurrency < 1 ? Integer.MAX_VALUE : maxConcurrency;
        int eager = EAGER_PER_CORE * Runtime.getRuntime().availableProcessors();
        return new GrowingThreadPool(threads == null ? Thread::new : threads, eager, limit);
    }
}
