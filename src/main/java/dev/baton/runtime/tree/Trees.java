package dev.baton.runtime.tree;

import dev.baton.process.Stdin;
import dev.baton.process.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Begins processes, each in a session of its own. */
public final class Trees implements AutoCloseable {
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
        Surroundings surroundings = launch.surroundings();
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        @Nullable Path workingDir = surroundings.workingDir();
        if (workingDir != null) {
            builder.directory(workingDir.toFile());
        }
        Map<String, String> env = builder.environment();
        if (!surroundings.inheritEnv()) {
            env.clear();
        }
        env.putAll(surroundings.env());
        env.putAll(launch.extraEnv());
        Process process = builder.start();
        if (surroundings.stdin() == Stdin.CLOSED) {
            process.getOutputStream().close();
        }
        return process;
    }

    /** Gives back the threads. Processes that are still there are left alone. */
    @Override
    public void close() {
        forks.shutdownNow();
        watcher.shutdownNow();
    }
}
