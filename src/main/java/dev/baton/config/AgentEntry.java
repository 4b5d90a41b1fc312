package dev.baton.config;

import dev.baton.agent.Threading;
import dev.baton.orchestrator.PluginSettings;
import dev.baton.settings.Key;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One agent as it stands in a file, without the keys that {@link LaterKeys} names. */
record AgentEntry(
        @Key("class") @Nullable String type,
        JsonObject config,
        Dependencies dependsOn,
        Threading threading,
        List<PluginSettings> plugins) {

    static final AgentEntry DEFAULT =
            new AgentEntry(null, new JsonObject(), Dependencies.NONE, Threading.WORKER, List.of());
}
