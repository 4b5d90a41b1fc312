package dev.baton.runtime.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Tells when files have changed that somebody asked to have watched. Safe to use from any thread; the listener is called on a
 * thread of this one, which it must not hold up.
 */
public final class FileWatch implements AutoCloseable {
    /** How many folders can be watched, for all together; the system's own limit is larger in most cases. */
    public static final int MOST_FOLDERS = 8_192;

    private final WatchService service;
    private final ScheduledThreadPoolExecutor thread;
    private final Watchers watchers;

    private FileWatch(WatchService service, Path folder, int mostFolders, GitIgnores ignores, Listener listener) {
        this.service = service;
        thread = new ScheduledThreadPoolExecutor(1, task -> named(task, "baton-watch"));
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        watchers = new Watchers(new Folders(service, mostFolders), ignores, thread, folder, listener);
    }

    /** Is told what happens to files. */
    public interface Listener {
        /** Files that {@code name} has watched have changed; {@code what} says which, such as "src/a.py changed". */
        void changed(String name, String what);

        /** Not all that {@code name} wants watched can be; {@code what} says why and what to do. */
        void trouble(String name, String what);
    }

    /**
     * Watches nothing yet.
     *
     * @param folder what relative patterns are relative to
     * @throws IOException if the system has no more of what it takes
     */
    public static FileWatch start(Path folder, Listener listener) throws IOException {
        return start(folder, MOST_FOLDERS, listener);
    }

    /** As {@link #start}, but what git ignores counts too. */
    public static FileWatch startOfAll(Path folder, Listener listener) throws IOException {
        return start(folder, MOST_FOLDERS, new GitIgnores(false), listener);
    }

    static FileWatch start(Path folder, int mostFolders, Listener listener) throws IOException {
        return start(folder, mostFolders, new GitIgnores(true), listener);
    }

    private static FileWatch start(Path folder, int mostFolders, GitIgnores ignores, Listener listener)
            throws IOException {
        WatchService service = FileSystems.getDefault().newWatchService();
        FileWatch made = new FileWatch(service, folder.toAbsolutePath().normalize(), mostFolders, ignores, listener);
        named(made::pump, "baton-watch-events").start();
        return made;
    }

    private static Thread named(Runnable task, String name) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        return made;
    }

    /**
     * Watches these, by name, in place of those so far; who stays the same goes on without a gap.
     *
     * @return completed when every later change will be told of
     */
    public CompletableFuture<Void> watch(Map<String, Globs> wanted) {
        Map<String, Globs> copy = Map.copyOf(wanted);
        try {
            return CompletableFuture.runAsync(() -> watchers.watch(copy), thread);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    /** Waits for the system. A key is not told of again before it is reset, so what waits in line is bounded. */
    private void pump() {
        try {
            while (true) {
                WatchKey key = service.take();
                thread.execute(() -> watchers.onEvents(key));
            }
        } catch (InterruptedException | ClosedWatchServiceException | RejectedExecutionException closed) {
            // There is nothing more to wait for.
        }
    }

    /** Watches and tells nothing any more. */
    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        service.close();
    }
}
