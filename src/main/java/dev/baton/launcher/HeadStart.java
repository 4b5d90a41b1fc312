package dev.baton.launcher;

import dev.baton.control.socket.SocketServer;
import dev.baton.logging.LoggerSettings;
import dev.baton.logging.Logging;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Does ahead, on other threads, what a run needs a moment later: a start is little more than classes that are used for the
 * first time, and nearly every machine has a second core. What is not done ahead is done by whoever needs it.
 *
 * <pre>
 *   main     command line ─▶ time zone, socket ─▶│ config ───────▶│ socket ─▶│ agents
 *   ahead    logging ─▶ Vert.x ─────────────────▶│                │          │
 *   workers                                      │ files, schema ▶│ HTTP ───▶│
 * </pre>
 *
 * <p>Two threads that initialise classes which need one another wait for each other for ever. So nobody touches anything of
 * Vert.x before there is an instance.
 */
final class HeadStart {
    private static final String RUN = "run";

    private final @Nullable CompletableFuture<Begun> begun;

    private HeadStart(@Nullable CompletableFuture<Begun> begun) {
        this.begun = begun;
    }

    /**
     * What every run begins with.
     *
     * @param logging of a process whose settings are yet to be read
     */
    record Begun(Logging logging, Vertx vertx) {
        static Begun now() {
            Logging logging = Logging.begin(LoggerSettings.DEFAULT);
            return new Begun(logging, BatonVertx.create());
        }

        Begun complete() {
            logging.complete();
            return this;
        }
    }

    /** Nothing is done ahead. */
    static HeadStart none() {
        return new HeadStart(null);
    }

    /** Begins, if {@code arguments} look like those of a run; most only ask somebody else. */
    static HeadStart of(String... arguments) {
        if (!isRun(arguments)) {
            return none();
        }
        LazyForeground.loud();
        CompletableFuture<Begun> begun = new CompletableFuture<>();
        Thread ahead = new Thread(() -> begin(begun), "head-start");
        ahead.setDaemon(true);
        ahead.start();
        return new HeadStart(begun);
    }

    /** No stream: bringing up the first one takes longer than all of this class. */
    private static boolean isRun(String... arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("-")) {
                return argument.equals(RUN);
            }
        }
        return false;
    }

    private static void begin(CompletableFuture<Begun> begun) {
        try {
            begun.complete(Begun.now());
        } catch (Throwable e) {
            // Main waits for it, and can say what it was.
            begun.completeExceptionally(e);
        }
    }

    /** What has been begun, or is now; waits for it, and fails as it did. */
    Begun begun() {
        if (begun == null) {
            return Begun.now().complete();
        }
        try {
            Logging.prepare();
            SocketServer.prepare();
            return begun.join().complete();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }
}
