package dev.baton.bench;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.EventAgent;
import dev.baton.agent.LoopingAgent;
import dev.baton.agent.PeriodicAgent;
import dev.baton.launcher.Orchestrator;
import dev.baton.orchestrator.Outcome;
import dev.baton.orchestrator.RunMode;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** One life of an orchestrator with agents of four kinds, of which each has worked when it is stopped. */
final class SoakCycle {
    private static final String ADDRESS = "soak";
    private static final String WORKED = "SOAK_WORKED";

    private final Vertx vertx;
    private final int agents;
    private final LongAdder ready = new LongAdder();
    private final LongAdder told = new LongAdder();

    SoakCycle(Vertx vertx, int agents) {
        this.vertx = vertx;
        this.agents = agents;
    }

    void run() {
        Orchestrator baton = Orchestrator.on(vertx)
                .withSettings(Settings.of(agents, RunMode.DAEMON))
                .onEvent("AGENT_READY", event -> ready.increment())
                .onEvent(WORKED, event -> told.increment());
        for (int i = 0; i < agents; i++) {
            baton.registerAgent(spec(i));
        }
        baton.start().await();
        Waiting.until("everybody's set-up", () -> ready.sum() == agents);
        Waiting.until("everybody's work", () -> {
            // Again and again: who is ready begins to listen a little later.
            vertx.eventBus().publish(ADDRESS, "work");
            return told.sum() == agents;
        });
        Outcome outcome = baton.stop().await();
        if (!outcome.isSuccess()
                || !outcome.failed().isEmpty()
                || outcome.endings().size() != agents) {
            throw new IllegalStateException("failed: " + outcome.failed() + ", stuck: " + outcome.stuck());
        }
    }

    private static AgentSpec spec(int i) {
        String name = "agent-" + i;
        return switch (i % 4) {
            case 0 -> AgentSpec.of(name, "Once", Once::new);
            case 1 ->
                AgentSpec.of(name, "Periodic", Periodic::new)
                        .withConfig(new JsonObject().put("executionInterval", "1m"));
            case 2 ->
                AgentSpec.of(name, "Listening", Listening::new).withConfig(new JsonObject().put("address", ADDRESS));
            default -> AgentSpec.of(name, "Looping", Looping::new).withConfig(new JsonObject().put("limit", 10));
        };
    }

    private static void work(Agent agent) {
        agent.context().emit(WORKED, Map.of());
    }

    private static final class Once extends Agent {
        @Override
        protected void execute() {
            work(this);
        }
    }

    private static final class Periodic extends PeriodicAgent {
        @Override
        protected void runner() {
            work(this);
        }
    }

    private static final class Listening extends EventAgent {
        private boolean worked;

        @Override
        protected void onEvent(Message<Object> message) {
            if (!worked) {
                worked = true;
                work(this);
            }
        }
    }

    private static final class Looping extends LoopingAgent {
        private boolean worked;

        @Override
        protected void cycle() {
            if (!worked) {
                worked = true;
                work(this);
            }
        }
    }
}
