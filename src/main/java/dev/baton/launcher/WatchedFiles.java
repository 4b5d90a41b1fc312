package dev.baton.launcher;

import dev.baton.command.Caller;
import dev.baton.control.dispatch.AuditEntry;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.orchestrator.OrchestratorVerticle;
import dev.baton.runtime.watch.FileWatch;
import dev.baton.runtime.watch.Globs;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has agents restarted when their files change. Costs nothing as long as no agent has such files. Safe from any thread. */
final class WatchedFiles implements FileWatch.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("baton");

    private final Supplier<OrchestratorVerticle> orchestrator;
    /** For what follows; held for no longer than it takes to ask the system for the means to watch. */
    private final Object lock = new Object();

    private @Nullable FileWatch files;
    private boolean isAsked;
    private boolean isClosed;

    WatchedFiles(Supplier<OrchestratorVerticle> orchestrator) {
        this.orchestrator = orchestrator;
    }

    /** Watches what the first config wants, unless a reload has come before and said what else to {@link #watch}. */
    void begin(Map<String, Globs> wanted) {
        synchronized (lock) {
            if (!isAsked) {
                watch(wanted);
            }
        }
    }

    /** Watches these, by agent, from now on. */
    void watch(Map<String, Globs> wanted) {
        try {
            synchronized (lock) {
                isAsked = true;
                hand(wanted);
            }
        } catch (IOException e) {
            wanted.keySet()
                    .forEach(agent -> trouble(
                            agent,
                            "files can't be watched (" + e.getMessage()
                                    + "): raise the system's limit fs.inotify.max_user_instances"));
        }
    }

    private void hand(Map<String, Globs> wanted) throws IOException {
        if (isClosed || (files == null && wanted.isEmpty())) {
            return;
        }
        FileWatch present = files == null ? FileWatch.start(Path.of(""), this) : files;
        files = present;
        CompletableFuture<Void> watching = present.watch(wanted);
        watching.exceptionally(failure -> {
            LOG.atError().setCause(failure).log("Files are not watched, because of a mistake in Baton");
            return null;
        });
    }

    @Override
    public void changed(String agent, String what) {
        Future<Boolean> renewed = orchestrator.get().renew(agent, what);
        renewed.onSuccess(done -> {
            if (done) {
                tellRestart(agent, what);
            }
        });
    }

    private void tellRestart(String agent, String what) {
        AuditEntry entry = new AuditEntry(Caller.WATCH, "restart", List.of(agent), 0, Duration.ZERO);
        Map<String, Object> data = new LinkedHashMap<>(entry.data());
        data.put("reason", what);
        orchestrator.get().commandExecuted(entry.severity(), data);
    }

    @Override
    public void trouble(String agent, String what) {
        orchestrator
                .get()
                .tell(EventNames.AGENT_ERROR, EventSeverity.WARN, Map.of("part", "watch of " + agent, "error", what));
    }

    @Override
    public void close() {
        FileWatch present;
        synchronized (lock) {
            isClosed = true;
            present = files;
        }
        if (present == null) {
            return;
        }
        try {
            present.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("Files could not be let go of");
        }
    }
}
