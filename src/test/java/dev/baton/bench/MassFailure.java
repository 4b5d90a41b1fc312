package dev.baton.bench;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.EventAgent;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.testing.LiveCommands;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a {@code ps} of all agents takes while they fail at the same moment, wait out their pauses and come back. There is
 * nothing bare to compare with; the budget is a time.
 */
final class MassFailure implements Scenario {
    private static final String ADDRESS = "fail";
    private static final double BOUND_MILLIS = 50;
    private static final int WARM_UP = 200;

    private final String number;
    private final int count;

    MassFailure(String number, int count) {
        this.number = number;
        this.count = count;
    }

    @Override
    public Row run() throws Exception {
        Vertx vertx = Vertxes.batons();
        try {
            LiveCommands live = LiveCommands.start(
                    vertx, new JsonObject().put("maxWorkers", count), AllowedCommands.all(), agents());
            untilAllRun(live, 1);
            for (int i = 0; i < WARM_UP; i++) {
                ask(live);
            }
            vertx.eventBus().publish(ADDRESS, "now");
            List<Long> nanos = untilAllRun(live, 2);
            double p99 = percentile(nanos, 99) / 1e6;
            System.out.printf(
                    "%,d agents failed and came back during %,d times ps: median %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                    count, nanos.size(), percentile(nanos, 50) / 1e6, p99, percentile(nanos, 100) / 1e6);
            Rounds.Result result = new Rounds.Result(p99, BOUND_MILLIS, p99 / BOUND_MILLIS);
            return new Row(
                    number,
                    "ps while %,d agents fail and come back, p99".formatted(count),
                    "ms",
                    result,
                    Budget.atMost(1));
        } finally {
            vertx.close().await();
        }
    }

    private List<AgentSpec> agents() {
        List<AgentSpec> agents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            agents.add(AgentSpec.of("agent-" + i, "com.acme.Failing", FailingWhenTold::new)
                    .withConfig(new JsonObject().put("address", ADDRESS)));
        }
        return agents;
    }

    /** Fails at the first message. */
    private static final class FailingWhenTold extends EventAgent {
        @Override
        protected void onEvent(Message<Object> message) {
            throw new IllegalStateException("told to fail");
        }
    }

    /** Asks again and again until all are in this life and ready; how long each answer took. */
    private List<Long> untilAllRun(LiveCommands live, long incarnation) {
        List<Long> nanos = new ArrayList<>();
        while (true) {
            long began = System.nanoTime();
            Answer.Agents agents = ask(live);
            nanos.add(System.nanoTime() - began);
            boolean all = agents.agents().stream()
                    .allMatch(agent -> agent.state() == LifecycleState.RUNNING && agent.incarnation() == incarnation);
            if (all) {
                return nanos;
            }
        }
    }

    private static Answer.Agents ask(LiveCommands live) {
        return live.commands()
                .execute(new Command.Ps(List.of()), Caller.EMBEDDED)
                .await();
    }

    private static double percentile(List<Long> nanos, int percent) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        int index = (int) Math.ceil(sorted.length * percent / 100.0) - 1;
        return sorted[Math.max(0, index)];
    }
}
