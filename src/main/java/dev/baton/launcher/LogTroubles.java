package dev.baton.launcher;

import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.logging.OutputObserver;
import dev.baton.orchestrator.OrchestratorVerticle;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes events of what happens to agents' log files. */
final class LogTroubles implements OutputObserver {
    private final Supplier<@Nullable OrchestratorVerticle> orchestrator;

    LogTroubles(Supplier<@Nullable OrchestratorVerticle> orchestrator) {
        this.orchestrator = orchestrator;
    }

    @Override
    public void fileStopped(String agent, Path file, String reason) {
        tell(agent, EventNames.AGENT_LOG_STOPPED, Map.of("path", file.toString(), "reason", reason));
    }

    @Override
    public void fileResumed(String agent, Path file, long missing) {
        tell(agent, EventNames.AGENT_LOG_RESUMED, Map.of("path", file.toString(), "missing", missing));
    }

    private void tell(String agent, String event, Map<String, Object> data) {
        OrchestratorVerticle present = orchestrator.get();
        if (present != null) {
            present.tellOf(agent, event, EventSeverity.WARN, data);
        }
    }
}
