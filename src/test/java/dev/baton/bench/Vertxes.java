package dev.baton.bench;

import dev.baton.runtime.AgentThreads;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxBootstrap;

/** The two kinds of Vert.x that are compared. */
final class Vertxes {
    private Vertxes() {}

    /** As Baton's launcher makes its own. */
    static Vertx batons() {
        FileSystemOptions files =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return VertxBootstrap.create()
                .options(new VertxOptions().setFileSystemOptions(files))
                .executorServiceFactory(new AgentThreads())
                .init()
                .vertx();
    }

    /** With default options. */
    static Vertx stock() {
        return Vertx.vertx();
    }
}
