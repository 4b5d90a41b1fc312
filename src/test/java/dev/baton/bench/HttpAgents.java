package dev.baton.bench;

import dev.baton.control.http.HttpControl;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;

/** The list of all agents over one connection, beside building and encoding the same JSON without HTTP. */
final class HttpAgents implements Scenario {
    private static final int ASKED = 2_000;
    private static final Rounds ROUNDS = new Rounds(2, 7);

    private final String number;
    private final int agents;

    HttpAgents(String number, int agents) {
        this.number = number;
        this.agents = agents;
    }

    @Override
    public Row run() throws Exception {
        Vertx vertx = Vertxes.batons();
        try {
            ScriptedCommands commands = new ScriptedCommands(100);
            for (int i = 0; i < agents; i++) {
                commands.agent("agent-" + i, LifecycleState.RUNNING, false);
            }
            HttpControl http = HttpServing.start(vertx, commands);
            Rounds.Result result = ROUNDS.compare(() -> medianOfHttp(http.port()), this::medianOfEncoding);
            return new Row(
                    number,
                    "ps of " + agents + " agents over one HTTP connection, p50",
                    "us",
                    result,
                    Budget.atMost(1.5));
        } finally {
            vertx.close().await();
        }
    }

    private static double medianOfHttp(int port) throws IOException {
        long[] nanos = new long[ASKED];
        try (HttpExchange exchange = new HttpExchange(port, "/api/agents")) {
            for (int i = 0; i < ASKED; i++) {
                long began = System.nanoTime();
                exchange.ask();
                nanos[i] = System.nanoTime() - began;
            }
        }
        return median(nanos);
    }

    private double medianOfEncoding() {
        long[] nanos = new long[ASKED];
        for (int i = 0; i < ASKED; i++) {
            long began = System.nanoTime();
            int length = answer().toBuffer().length();
            nanos[i] = System.nanoTime() - began;
            if (length < agents) {
                throw new IllegalStateException("the answer has " + length + " bytes only");
            }
        }
        return median(nanos);
    }

    private JsonObject answer() {
        JsonArray rows = new JsonArray();
        for (int i = 0; i < agents; i++) {
            rows.add(new JsonObject()
                    .put("agent_name", "agent-" + i)
                    .put("class_name", "com.acme.Agent")
                    .put("config", new JsonObject().put("city", "Zürich").put("apiKey", "***"))
                    .put("alive", true)
                    .put("lifecycle_state", "RUNNING")
                    .putNull("termination_status")
                    .put("reason", "")
                    .put("started", true)
                    .put("in_queue", false)
                    .put("group", "ingest")
                    .put("node", "n1")
                    .put("incarnation", 1)
                    .put("restarts", 0)
                    .put("pid", 4711)
                    .put("uptime", 1.5)
                    .put("vital", false));
        }
        return new JsonObject()
                .put("agents", rows)
                .put("running_count", agents)
                .put("max_workers", 5)
                .put("waiting_count", 0);
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e3;
    }
}
