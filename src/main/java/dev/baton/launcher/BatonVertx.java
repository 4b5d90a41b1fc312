package dev.baton.launcher;

import dev.baton.metrics.VertxNumbers;
import dev.baton.runtime.AgentThreads;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;

/** Makes the Vert.x instance of a Baton that has one of its own, with worker pools that grow only when no thread is idle. */
final class BatonVertx {
    private BatonVertx() {}

    static Vertx create() {
        return bootstrap().init().vertx();
    }

    /** For a JVM that is there for one agent. */
    static Vertx createForOne(VertxMetricsFactory metrics) {
        return create(
                new VertxOptions().setEventLoopPoolSize(1).setMetricsOptions(new MetricsOptions().setEnabled(true)),
                metrics);
    }

    /** Makes one that is like that of {@link #create()}; options may be added before it is initialised. */
    static VertxBootstrap bootstrap() {
        return bootstrap(new VertxOptions(), options -> new VertxNumbers());
    }

    private static Vertx create(VertxOptions options, VertxMetricsFactory metrics) {
        return bootstrap(options, metrics).init().vertx();
    }

    private static VertxBootstrap bootstrap(VertxOptions options, VertxMetricsFactory metrics) {
        // Nothing is served from the class path, so no cache folder is needed for it.
        FileSystemOptions files =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return VertxBootstrap.create()
                .options(options.setFileSystemOptions(files))
                .executorServiceFactory(new AgentThreads())
                .metricsFactory(metrics);
    }
}
