package dev.baton.bench;

import dev.baton.control.http.HttpControl;
import dev.baton.control.http.HttpServices;
import dev.baton.control.http.HttpSettings;
import dev.baton.testing.CommandsHealth;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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
