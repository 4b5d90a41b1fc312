package dev.baton.config;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.OnDependencyFailure;
import dev.baton.agent.Restart;
import dev.baton.agent.Supervision;
import dev.baton.agent.Threading;
import dev.baton.logging.AgentLogs;
import dev.baton.orchestrator.PluginSettings;
import dev.baton.settings.Durations;
import dev.baton.settings.Key;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One agent as it stands in a file, without the keys that {@link LaterKeys} names. */
record AgentEntry(
        @Key("class") @Nullable String type,
        JsonObject config,
        Dependencies dependsOn,
        Threading threading,
        Restart restart,
        OnDependencyFailure onDependencyFailure,
        @Nullable String group,
        boolean vital,
        @Nullable Liveness liveness,
        @Nullable Duration startTimeout,
        @Nullable Duration stopTimeout,
        @Nullable AgentLogs logs,
        int replicas,
        Watched watch,
        List<PluginSettings> plugins) {

    static final AgentEntry DEFAULT = new AgentEntry(
            null,
            new JsonObject(),
            Dependencies.NONE,
            Threading.WORKER,
            Restart.DEFAULT,
            OnDependencyFailure.KEEP,
            null,
            false,
            null,
            null,
            null,
            null,
            1,
            Watched.NOTHING,
            List.of());

    private static final int MOST_REPLICAS = 10_000;

    AgentEntry {
        if (group != null && !AgentSpec.isName(group)) {
            throw new IllegalArgumentException("group is '" + group + "' but must be letters, digits, '.', '_' and '-',"
                    + " starting with a letter or digit, at most 128 characters");
        }
        if (!isNumberOfReplicas(replicas)) {
            throw new IllegalArgumentException("replicas is " + replicas + " but must be from 1 to " + MOST_REPLICAS);
        }
        requirePositive("startTimeout", startTimeout);
        requirePositive("stopTimeout", stopTimeout);
    }

    private static void requirePositive(String key, @Nullable Duration value) {
        if (value != null && (value.isNegative() || value.isZero())) {
            throw new IllegalArgumentException(
                    key + " is " + Durations.format(value) + " but must be longer than nothing, such as 30s");
        }
    }

    static boolean isNumberOfReplicas(int replicas) {
        return replicas >= 1 && replicas <= MOST_REPLICAS;
    }

    /** @param successExitCodes in place of those of the key {@code restart}, null for these */
    Supervision supervision(@Nullable List<Integer> successExitCodes) {
        return new Supervision(
                successExitCodes == null ? restart : restart.withSuccessExitCodes(successExitCodes),
                onDependencyFailure,
                group,
                vital,
                liveness == null ? null : liveness.timeout(),
                startTimeout,
                stopTimeout);
    }
}
