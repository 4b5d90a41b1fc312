package dev.baton.runtime.tree;

import dev.baton.process.ProcessSignal;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A process that leads a session of its own, and the others in its group. */
final class SessionTree implements ProcessTree {
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Process process;
    private final ScheduledExecutorService watcher;
    private final CompletionStage<Exit> exited;
    private final CompletableFuture<Exit> gone = new CompletableFuture<>();

    SessionTree(Process process, ScheduledExecutorService watcher) {
        this.process = process;
        this.watcher = watcher;
        this.exited = process.onExit().thenApply(ended -> new Exit(ended.exitValue()));
        exited.thenAccept(this::lookWhoIsLeft);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void lookWhoIsLeft(Exit exit) {
        if (LibC.get().kill(-(int) pid(), 0) != 0) {
            gone.complete(exit);
        } else {
            watcher.schedule(() -> lookWhoIsLeft(exit), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public InputStream stdout() {
        return process.getInputStream();
    }

    @Override
    public InputStream stderr() {
        return process.getErrorStream();
    }

    @Override
    public CompletionStage<Exit> exited() {
        return exited;
    }

    @Override
    public CompletionStage<Exit> gone() {
        return gone;
    }

    @Override
    public CompletionStage<List<Member>> members() {
        return CompletableFuture.supplyAsync(() -> Session.members(pid()), watcher);
    }

    @Override
    public void signal(ProcessSignal signal) {
        // In its very first moment it does not lead a group yet.
        if (!gone.isDone() && LibC.get().kill(-(int) pid(), signal.number()) != 0 && process.isAlive()) {
            LibC.get().kill((int) pid(), signal.number());
        }
    }
}
