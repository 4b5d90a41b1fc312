package dev.baton.bench;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.PeriodicAgent;
import dev.baton.command.Command;
import dev.baton.control.socket.SocketListener;
import dev.baton.control.socket.SocketServer;
import dev.baton.control.socket.SocketSettings;
import dev.baton.orchestrator.AgentSnapshot;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.testing.LiveCommands;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** {@code ps} of many agents over the socket, up to the last byte, beside building and encoding the same JSON. */
final class LongList implements Scenario {
    private static final int AGENTS = 10_000;
    private static final int TIMES = 20;
    private static final Rounds ROUNDS = new Rounds(3, 9);

    private final String number;

    LongList(String number) {
        this.number = number;
    }

    @Override
    public Row run() throws Exception {
        Path folder = Files.createTempDirectory("baton-bench");
        Path path = folder.resolve("baton.sock");
        Vertx vertx = Vertxes.batons();
        LiveCommands live =
                LiveCommands.start(vertx, new JsonObject().put("maxWorkers", AGENTS), AllowedCommands.all(), agents());
        SocketServer server = SocketServer.open(
                SocketSettings.at(path),
                live.commands(),
                InstantSource.system(),
                System::nanoTime,
                SocketListener.NONE);
        try (LineClient client = new LineClient(path, new Command.Ps(List.of()))) {
            List<AgentSnapshot> agents = live.orchestrator().snapshot().await();
            Rounds.Result result = ROUNDS.compare(() -> millis(client::ask), () -> millis(() -> encoded(agents)));
            return new Row(number, "ps of 10,000 agents over the socket", "ms", result, Budget.atMost(1.5));
        } finally {
            server.close().await();
            vertx.close().await();
            Files.deleteIfExists(folder);
        }
    }

    private static List<AgentSpec> agents() {
        List<AgentSpec> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            agents.add(AgentSpec.of("agent-" + i, "com.acme.Collector", Hourly::new)
                    .withConfig(new JsonObject().put("executionInterval", "1h").put("city", "Rome")));
        }
        return agents;
    }

    /** Works once an hour. */
    private static final class Hourly extends PeriodicAgent {
        @Override
        protected void runner() {}
    }

    /** One that is done many times. */
    private interface Work {
        long run() throws Exception;
    }

    private static double millis(Work work) throws Exception {
        long began = System.nanoTime();
        long bytes = 0;
        for (int i = 0; i < TIMES; i++) {
            bytes += work.run();
        }
        if (bytes < (long) TIMES * AGENTS * 100) {
            throw new IllegalStateException("the answers have " + bytes + " bytes only");
        }
        return (System.nanoTime() - began) / 1e6 / TIMES;
    }

    private static long encoded(List<AgentSnapshot> agents) {
        JsonArray rows = new JsonArray();
        agents.forEach(agent -> rows.add(row(agent)));
        return new JsonObject()
                .put("agents", rows)
                .put("running_count", AGENTS)
                .put("max_workers", AGENTS)
                .put("waiting_count", 0)
                .toBuffer()
                .length();
    }

    private static JsonObject row(AgentSnapshot agent) {
        return new JsonObject()
                .put("agent_name", agent.spec().name())
                .put("class_name", agent.spec().className())
                .put("config", agent.spec().config())
                .put("alive", agent.state().holdsSlot())
                .put("lifecycle_state", agent.state().name())
                .putNull("termination_status")
                .put("reason", agent.reason())
                .put("started", true)
                .put("in_queue", false)
                .put("group", agent.spec().supervision().group())
                .put("node", "n1")
                .put("incarnation", agent.incarnation())
                .put("restarts", agent.restarts())
                .put("pid", 4711)
                .put("uptime", agent.uptime() == null ? null : agent.uptime().toMillis() / 1000.0)
                .put("vital", agent.spec().supervision().vital());
    }
}
