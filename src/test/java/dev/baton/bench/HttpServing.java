package dev.baton.bench;

import dev.baton.control.http.HttpControl;
import dev.baton.control.http.HttpServices;
import dev.baton.control.http.HttpSettings;
import dev.baton.launcher.LiveBaton;
import dev.baton.testing.CommandsHealth;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Baton's HTTP server over commands that are answered at once, so that what is measured is the server. */
final class HttpServing {
    static final String HOST = "127.0.0.1";

    private HttpServing() {}

    /** A real Baton with so many agents that run, with all that stands between HTTP and the orchestrator. */
    static LiveBaton baton(int agents) {
        JsonObject entries = new JsonObject();
        for (int i = 0; i < agents; i++) {
            entries.put("agent-" + i, LiveBaton.player("agent-" + i).put("group", "ingest"));
        }
        JsonObject orchestrator = new JsonObject()
                .put("maxWorkers", agents)
                .put("loggerConfig", new JsonObject().put("level", "WARNING"));
        return LiveBaton.start(
                        new JsonObject().put("orchestrator", orchestrator).put("agents", entries))
                .awaitRunning(entries.fieldNames().toArray(String[]::new));
    }

    static HttpControl start(Vertx vertx, ScriptedCommands commands) throws IOException {
        return start(vertx, commands, HttpSettings.DEFAULT.enabledAt(HOST, freePort()));
    }

    static HttpControl start(Vertx vertx, ScriptedCommands commands, HttpSettings settings) {
        HttpServices services = new HttpServices(
                commands,
                new CommandsHealth(commands),
                () -> Future.succeededFuture(""),
                List.of(),
                InstantSource.system(),
                System::nanoTime,
                Map.of());
        return HttpControl.start(vertx, settings, services).await();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
