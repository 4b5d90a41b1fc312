package dev.baton.launcher;

import dev.baton.control.http.Health;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.orchestrator.AgentSnapshot;
import dev.baton.orchestrator.Census;
import dev.baton.orchestrator.OrchestratorVerticle;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at the orchestrator for probes, without a trace in the history. */
final class OrchestratorHealth implements Health {
    private static final String STARTING = "Baton is starting";

    private final Supplier<@Nullable OrchestratorVerticle> orchestrator;

    /** @param orchestrator null until it is started */
    OrchestratorHealth(Supplier<@Nullable OrchestratorVerticle> orchestrator) {
        this.orchestrator = orchestrator;
    }

    /** While it starts nobody shall think that it hangs. */
    @Override
    public Future<Void> respond() {
        OrchestratorVerticle present = orchestrator.get();
        return present == null ? Future.succeededFuture() : present.respond();
    }

    @Override
    public Future<List<String>> stuck() {
        OrchestratorVerticle present = orchestrator.get();
        return present == null
                ? Future.succeededFuture(List.of())
                : present.census().map(Census::stuck);
    }

    @Override
    public Future<List<String>> notReady() {
        OrchestratorVerticle present = orchestrator.get();
        if (present == null) {
            return Future.succeededFuture(List.of(STARTING));
        }
        return present.census().compose(census -> present.snapshot().map(agents -> reasons(census, agents)));
    }

    private static List<String> reasons(Census census, List<AgentSnapshot> agents) {
        List<String> reasons = new ArrayList<>();
        if (census.shuttingDown()) {
            reasons.add("Baton is shutting down");
        }
        for (AgentSnapshot agent : agents) {
            if (agent.activity() != null && !agent.activity().trouble().isEmpty()) {
                reasons.add("'" + agent.spec().name() + "' says: "
                        + agent.activity().trouble());
            }
            if (agent.spec().supervision().vital() && !isReady(agent)) {
                reasons.add("the vital agent '" + agent.spec().name() + "' is " + agent.state()
                        + (agent.reason().isEmpty() ? "" : ": " + agent.reason()));
            }
        }
        return reasons;
    }

    /** One that has done its work is as good as one that is ready for it. */
    private static boolean isReady(AgentSnapshot agent) {
        return agent.state() == LifecycleState.RUNNING
                || agent.state() == LifecycleState.PAUSED
                || (agent.state() == LifecycleState.TERMINATED
                        && agent.ending() != null
                        && agent.ending().status().isSuccess());
    }
}
