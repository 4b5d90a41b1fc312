package dev.baton.control.dashboard;

import dev.baton.command.Commands;
import dev.baton.control.http.ExtraRoute;
import dev.baton.control.http.HttpControl;
import dev.baton.control.http.HttpServices;
import dev.baton.control.http.HttpSettings;
import dev.baton.launcher.LiveBaton;
import dev.baton.testing.CommandsHealth;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The real server with the page in it over agents that are a play, for what no real Baton shows on demand. */
final class Played implements AutoCloseable {
    private static final int EVENTS = 5_000;
    private static final String HOST = "127.0.0.1";

    final ScriptedCommands stage;

    private final Vertx vertx = Vertx.vertx();
    private final int port = LiveBaton.freePort();

    private final Commands commands;

    private Played(ScriptedCommands stage, Commands commands) {
        this.stage = stage;
        this.commands = commands;
        HttpSettings settings = HttpSettings.DEFAULT.enabledAt(HOST, port);
        HttpControl.start(vertx, settings, services()).await();
    }

    static Played open() {
        ScriptedCommands stage = new ScriptedCommands(EVENTS);
        return new Played(stage, stage);
    }

    /** As a node of a cluster serves it. */
    static Played open(PlayedCluster cluster) {
        return new Played(new ScriptedCommands(0), cluster);
    }

    String address() {
        return "http://" + HOST + ":" + port + "/";
    }

    private HttpServices services() {
        try {
            Dashboard dashboard = Dashboard.load();
            return new HttpServices(
                    commands,
                    new CommandsHealth(commands),
                    () -> Future.succeededFuture(""),
                    List.of(
                            new ExtraRoute(Dashboard.PAGE, dashboard::page),
                            new ExtraRoute(Dashboard.ASSETS, dashboard::asset)),
                    InstantSource.system(),
                    System::nanoTime,
                    Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
