package dev.baton.control.http;

import dev.baton.lifecycle.LifecycleState;
import dev.baton.settings.RecordMapper;
import dev.baton.testing.CommandsHealth;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A server over commands that don't touch anything, for what a real Baton does not do on demand: any failure of any command,
 * events by the thousand without anything between them, and another start of Baton.
 */
final class Scripted extends Site {
    private static final int EVENTS = 100;

    final ScriptedCommands commands = new ScriptedCommands(EVENTS)
            .agent("collector", LifecycleState.RUNNING, false)
            .agent("db", LifecycleState.RUNNING, true);
    final HttpControl http;

    private final Vertx vertx = Vertx.vertx();

    private Scripted() {
        HttpServices services = new HttpServices(
                commands,
                new CommandsHealth(commands),
                () -> Future.succeededFuture(""),
                List.of(),
                InstantSource.fixed(Instant.parse("2026-03-04T05:06:07.008Z")),
                System::nanoTime,
                Map.of());
        HttpSettings settings = RecordMapper.map(new JsonObject().put("enabled", true), HttpSettings.class);
        http = HttpControl.start(vertx, settings, 0, services).await();
    }

    static Scripted open() {
        return new Scripted();
    }

    @Override
    int port() {
        return http.port();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
