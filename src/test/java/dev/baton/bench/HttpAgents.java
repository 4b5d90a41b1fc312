package dev.baton.bench;

import dev.baton.launcher.LiveBaton;
import dev.baton.testing.Player;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;

/** The list of all agents of a real Baton over one connection, beside building and encoding the same JSON without anything else. */
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
        try (LiveBaton baton = HttpServing.baton(agents)) {
            Rounds.Result result = ROUNDS.compare(() -> medianOfHttp(baton.port()), this::medianOfEncoding);
            return new Row(
                    number,
                    "ps of " + agents + " agents over one HTTP connection, p50",
                    "us",
                    result,
                    Budget.atMost(1.5));
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
                    .put("class_name", Player.class.getName())
                    .put(
                            "config",
                            new JsonObject()
                                    .put("address", Player.address("agent-" + i))
                                    .put("city", "Zürich")
                                    .put("apiKey", "***"))
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
                .put("max_workers", agents)
                .put("waiting_count", 0);
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e3;
    }
}
