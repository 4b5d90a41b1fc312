package dev.baton.launcher;

import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import dev.baton.logging.LogBook;
import dev.baton.logging.Outputs;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Baton put together as its config says; nothing of it has been started.
 *
 * @param baton the orchestrator with all its agents
 * @param reloader reads the config again
 * @param watched restarts agents when their files change
 * @param outputs where agents' lines go
 */
record Assembly(Orchestrator baton, Reloader reloader, WatchedFiles watched, Outputs outputs) implements AutoCloseable {

    /**
     * What {@code sources} say.
     *
     * @param site has a Vert.x that {@link BatonVertx} made
     * @param config what came of them the first time, not refused
     * @param book has the lines of agents
     */
    static Assembly of(Site site, LoadedConfig config, ConfigSources sources, LogBook book) {
        Orchestrator baton = Orchestrator.on(site.vertx());
        WatchedFiles watched = new WatchedFiles(baton::verticle);
        Outputs outputs =
                new Outputs(book, InstantSource.system(), System::nanoTime, new LogTroubles(baton::verticleIfStarted));
        Consumer<LoadedConfig> settle = loaded -> outputs.settle(loaded.logs()
                .files(
                        loaded.agents(),
                        LogFolders.usual(
                                sources.environment(), config.settings().name())));
        settle.accept(config);
        Reloader reloader = new Reloader(
                site.loader(),
                sources,
                config,
                baton::verticle,
                settle.andThen(loaded -> watched.watch(loaded.watched())));
        baton.withGrowingPools()
                .withSettings(config.settings())
                .withClassLoader(config.loader())
                .withLogBook(book)
                .withOutputs(outputs)
                .withReload(reloader::reload)
                .withEventLog();
        if (site.node() != null) {
            baton.withNode(site.node().name());
        }
        config.agents().forEach(baton::registerAgent);
        config.groups().forEach(baton::withGroup);
        config.plugins().forEach(baton::withPlugin);
        return new Assembly(baton, reloader, watched, outputs);
    }

    /** Lets go of files, and writes what is left to write, once all agents have ended. */
    @Override
    public void close() {
        watched.close();
        outputs.close();
    }
}
