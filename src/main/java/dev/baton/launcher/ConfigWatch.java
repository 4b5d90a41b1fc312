package dev.baton.launcher;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Commands;
import dev.baton.runtime.watch.FileWatch;
import dev.baton.runtime.watch.Globs;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the config read again when its files change. What counts is what is in them: a file that was written anew with the same
 * text, or beside which something else happens, changes nothing. Safe from any thread; no lock is held while files are read.
 */
final class ConfigWatch implements FileWatch.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("baton");
    private static final String CONFIG = "config";

    private final ConfigFiles files;
    private final Commands commands;
    /** Completes when a reload can be asked for. */
    private final Supplier<Future<Void>> free;

    /** Null before the beginning and from the end on. */
    private volatile @Nullable FileWatch watch;

    private Future<?> latest = Future.succeededFuture();
    private boolean waiting;

    /**
     * Watches nothing yet.
     *
     * @param free completes when no reload is under way
     */
    ConfigWatch(ConfigFiles files, Commands commands, Supplier<Future<Void>> free) {
        this.files = files;
        this.commands = commands;
        this.free = free;
    }

    /** Watches from now on, and looks whether they have changed meanwhile. Nothing is watched if the system can't. */
    void begin() {
        if (files.isEmpty()) {
            return;
        }
        try {
            watch = FileWatch.startOfAll(Path.of(""), this);
            follow("files changed during the start");
        } catch (IOException e) {
            trouble(
                    CONFIG,
                    "files can't be watched (" + e.getMessage()
                            + "): raise the system's limit fs.inotify.max_user_instances");
        }
    }

    @Override
    public void changed(String name, String what) {
        follow(what);
    }

    /** Links may lead elsewhere now: looks into the files once what they are in is watched. */
    private void follow(String what) {
        FileWatch present = watch;
        if (present != null) {
            Globs surroundings = files.surroundings();
            CompletableFuture<Void> looked =
                    present.watch(Map.of(CONFIG, surroundings)).thenRun(() -> look(what, surroundings));
            looked.exceptionally(failure -> {
                if (watch != null) {
                    LOG.atError()
                            .setCause(failure)
                            .log("The config files are not watched, because of a mistake in Baton");
                }
                return null;
            });
        }
    }

    private void look(String what, Globs watched) {
        if (watch == null) {
            return;
        }
        if (!files.surroundings().equals(watched)) {
            follow(what);
            return;
        }
        // Closing interrupts whoever reads, which looks like a change.
        if (files.haveChanged() && watch != null) {
            ask(what);
        }
    }

    /** A reload that waits for one under way reads what is in the files by then, so one is enough. */
    synchronized void ask(String what) {
        if (!waiting) {
            waiting = true;
            latest.transform(done -> free.get()).onComplete(ready -> reload(what));
        }
    }

    private synchronized void reload(String what) {
        waiting = false;
        if (watch == null) {
            return;
        }
        latest = commands.execute(new Command.Reload(false), Caller.WATCH)
                .onSuccess(done -> LOG.info("The config has changed ({}): {}", what, inWords(done)))
                .onFailure(failure -> LOG.error("The config has changed ({}): {}", what, failure.getMessage()));
    }

    private static String inWords(Answer.Reloaded done) {
        String changes =
                done.changes().size() == 1 ? "1 change" : done.changes().size() + " changes";
        return done.needsRestart().isEmpty()
                ? changes
                : changes + "; only a restart changes " + String.join(", ", done.needsRestart());
    }

    @Override
    public void trouble(String name, String what) {
        LOG.warn("Changes of the config files may not be noticed: {}", what);
    }

    @Override
    public void close() {
        FileWatch present = watch;
        watch = null;
        try {
            if (present != null) {
                present.close();
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("The config files could not be let go of");
        }
    }
}
