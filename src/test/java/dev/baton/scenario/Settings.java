package dev.baton.scenario;

import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.orchestrator.RunMode;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;

/** Settings for those who embed Baton, written as in a config file. */
final class Settings {
    static final Supervision NEVER_RESTARTED = Supervision.DEFAULT.withRestart(RestartPolicy.NEVER);

    private Settings() {}

    static OrchestratorSettings withMaxWorkers(int maxWorkers) {
        return of(new JsonObject().put("maxWorkers", maxWorkers));
    }

    static OrchestratorSettings daemon() {
        return of(new JsonObject().put("runMode", RunMode.DAEMON.name()));
    }

    static OrchestratorSettings of(JsonObject settings) {
        return RecordMapper.map(settings, OrchestratorSettings.class);
    }
}
