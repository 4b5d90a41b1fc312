package dev.baton.orchestrator;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which agents operators have stopped, and whether that is on disk yet. One write is on its way at a time; what changes
 * meanwhile shares the next one. A write that fails fails those who wait for it, and the change still holds for as long
 * as Baton runs; the next change writes everything again.
 *
 * <p>Lives on the orchestrator's event loop, as do the completions of its futures.
 */
final class StopMemory {
    private final Function<Set<String>, Future<Void>> disk;
    private final Set<String> stopped;
    private boolean onDisk = true;
    private boolean writing;
    private @Nullable Promise<Void> next;

    /**
     * @param stopped what is remembered so far
     * @param disk writes names, and completes on the event loop
     */
    StopMemory(Set<String> stopped, Function<Set<String>, Future<Void>> disk) {
        this.stopped = new HashSet<>(stopped);
        this.disk = disk;
    }

    /** A memory kept in {@code file}; made on the event loop, with what was read there. */
    static StopMemory in(StateFile file, Set<String> stopped, Vertx vertx) {
        return new StopMemory(
                stopped,
                names -> vertx.executeBlocking(() -> {
                    file.write(names);
                    return null;
                }));
    }

    /** A memory that ends with Baton. */
    static StopMemory untilTheEnd() {
        return new StopMemory(Set.of(), names -> Future.succeededFuture());
    }

    /** The agents that operators have stopped and not started since. */
    Set<String> stopped() {
        return Set.copyOf(stopped);
    }

    /** Whether an operator has stopped {@code name} and not started it since. */
    boolean isStopped(String name) {
        return stopped.contains(name);
    }

    /** An operator has stopped {@code name}; completes when that will survive a crash. */
    Future<Void> stopped(String name) {
        return remembered(stopped.add(name));
    }

    /** An operator has started {@code name}, or there is no such agent any more; completes when that is on disk. */
    Future<Void> started(String name) {
        return remembered(stopped.remove(name));
    }

    /** Completes when everything so far is on disk; fails if the last write did. */
    Future<Void> settled() {
        return remembered(false);
    }

    private Future<Void> remembered(boolean changed) {
        if (!changed && onDisk && !writing) {
            return Future.succeededFuture();
        }
        Promise<Void> mine = next == null ? Promise.promise() : next;
        next = mine;
        if (!writing) {
            write();
        }
        return mine.future();
    }

    private void write() {
        @Nullable Promise<Void> waiting = next;
        if (waiting == null) {
            return;
        }
        next = null;
        writing = true;
        disk.apply(Set.copyOf(stopped)).onComplete(written -> {
            writing = false;
            onDisk = written.succeeded();
            write();
            waiting.handle(written);
        });
    }
}
