package dev.baton.runtime.tree;

import dev.baton.process.Stdin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Begins processes, each in a session of its own. */
public final class Trees implements AutoCloseable {
    private static final ProcessBuilder.Redirect NOTHING =
            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());

    private final ExecutorService forks = Executors.newSingleThreadExecutor(task -> daemon(task, "baton-forks"));
    private final ScheduledExecutorService watcher =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "baton-processes"));

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins a process. Fails with an {@link IOException} whose message says why it can't be begun, such as that there is no
     * such program.
     */
    public CompletionStage<ProcessTree> begin(Launch launch) {
        CompletableFuture<ProcessTree> begun = new CompletableFuture<>();
        forks.execute(() -> {
            try {
                begun.complete(new SessionTree(fork(launch), watcher));
            } catch (IOException | RuntimeException e) {
                begun.completeExceptionally(e);
            }
        });
        return begun;
    }

    private static Process fork(Launch launch) throws IOException {
        List<String> words = new ArrayList<>(List.of("setsid"));
        ProcessBuilder builder = new ProcessBuilder(words);
        CommandLine line = CommandLine.of(launch, builder.environment());
        words.add(line.file().toString());
        words.addAll(line.arguments().subList(1, line.arguments().size()));
        Path folder = line.folder();
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        builder.environment().clear();
        builder.environment().putAll(line.env());
        if (launch.surroundings().stdin() == Stdin.CLOSED) {
            builder.redirectInput(NOTHING);
        }
        return builder.start();
    }

    /** Gives back the threads. Processes that are still there are left alone. */
    @Override
    public void close() {
        forks.shutdownNow();
        watcher.shutdownNow();
    }
}
