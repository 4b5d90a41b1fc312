package dev.baton.launcher;

import dev.baton.metrics.VertxNumbers;
import dev.baton.runtime.AgentThreads;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxBootstrap;

/** Makes the Vert.x instance of a Baton that has one of its own, with worker pools that grow only when no thread is idle. */
final class BatonVertx {
    private BatonVertx() {}

    static Vertx create() {
        // Nothing is served from the class path, so no cache folder is needed for it.
        FileSystemOptions files =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return VertxBootstrap.create()
                .options(new VertxOptions().setFileSystemOptions(files))
                .executorServiceFactory(new AgentThreads())
                .metricsFactory(options -> new VertxNumbers())
                .init()
                .vertx();
    }
}
