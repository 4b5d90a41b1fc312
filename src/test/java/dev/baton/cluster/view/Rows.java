package dev.baton.cluster.view;

import dev.baton.command.AgentRow;
import dev.baton.lifecycle.LifecycleState;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Rows of agents that are nowhere. */
final class Rows {
    private Rows() {}

    static AgentRow running(String node, String name, long incarnation) {
        return row(node, name, LifecycleState.RUNNING, incarnation, "");
    }

    static AgentRow row(String node, String name, LifecycleState state, long incarnation, String reason) {
        return new AgentRow(
                name,
                "com.acme.Agent",
                new JsonObject().put("city", "Zürich"),
                state,
                null,
                reason,
                name.startsWith("in-") ? "ingest" : null,
                false,
                node,
                incarnation,
                0,
                state.holdsSlot() ? 4711L : null,
                state.holdsSlot() ? Duration.ofSeconds(5) : null);
    }
}
