package dev.baton.bench;

import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.orchestrator.RunMode;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;

/** The orchestrator's defaults with what a scenario changes. */
final class Settings {
    private Settings() {}

    static OrchestratorSettings of(int maxWorkers, RunMode runMode) {
        return RecordMapper.map(
                new JsonObject().put("maxWorkers", maxWorkers).put("runMode", runMode.name()),
                OrchestratorSettings.class);
    }
}
