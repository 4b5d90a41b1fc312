package dev.baton.bench;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.PeriodicAgent;
import dev.baton.launcher.Orchestrator;
import dev.baton.orchestrator.RunMode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.LongAdder;

/** Many agents, or bare verticles, that are deployed and wait. */
final class Idlers {
    private Idlers() {}

    /** Agents that have worked once and wait for an hour to pass. */
    static void deployAgents(Vertx vertx, int count) {
        LongAdder worked = new LongAdder();
        Orchestrator baton = Orchestrator.on(vertx).withSettings(Settings.of(count, RunMode.DAEMON));
        for (int i = 0; i < count; i++) {
            baton.registerAgent(AgentSpec.of("agent-" + i, "Hourly", () -> new Hourly(worked))
                    .withConfig(new JsonObject().put("executionInterval", "1h")));
        }
        baton.start().await();
        Waiting.until("a cycle of everybody", () -> worked.sum() == count);
        // What the agents told on their way may still wait for the orchestrator, and is no part of an idle agent.
        baton.agent("agent-" + (count - 1)).ready().await();
    }

    /** Worker verticles that have started. */
    static void deployVerticles(Vertx vertx, int count) {
        Deployments.deploy(vertx.getOrCreateContext(), count, Idle::new, deployed -> {});
    }

    private static final class Hourly extends PeriodicAgent {
        private final LongAdder worked;

        Hourly(LongAdder worked) {
            this.worked = worked;
        }

        @Override
        protected void runner() {
            worked.increment();
        }
    }

    private static final class Idle extends VerticleBase {
        @Override
        public Future<?> start() {
            return Future.succeededFuture();
        }
    }
}
