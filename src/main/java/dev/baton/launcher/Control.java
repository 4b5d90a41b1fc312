package dev.baton.launcher;

import dev.baton.command.Commands;
import dev.baton.config.LoadedConfig;
import dev.baton.control.socket.SocketListener;
import dev.baton.control.socket.SocketServer;
import dev.baton.control.socket.SocketSettings;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.orchestrator.AllowedUsers;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.orchestrator.OrchestratorVerticle;
import dev.baton.orchestrator.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The ways in for operators while Baton runs: the command socket, and HTTP if it is asked for. Opened before the first agent
 * starts, so that a Baton that can't be steered starts nothing, and closed after the last has ended.
 */
final class Control {
    private final List<Supplier<Future<Void>>> closings = new ArrayList<>();

    private Control() {}

    /**
     * Opens what {@code config} asks for; waits, so not on an event loop.
     *
     * @param reach how far operators reach
     * @param environment the variables that tokens may be in
     * @throws dev.baton.control.socket.SocketTaken if another process answers at the socket
     * @throws IOException if the socket can't be made; the message says why and what to do
     * @throws IllegalStateException if HTTP can't be served; the message says why and what to do
     */
    static Control open(
            Vertx vertx, LoadedConfig config, Orchestrator baton, Reach reach, Map<String, String> environment)
            throws IOException {
        Control control = new Control();
        // Under way while the socket is opened.
        Future<WebAccess> web = config.http().enabled()
                ? WebAccess.open(vertx, config, baton, reach, environment)
                : Future.succeededFuture();
        try {
            if (config.settings().enableCommandInterface()) {
                control.openSocket(vertx, config.settings(), baton, reach.commands());
            }
        } catch (IOException | RuntimeException unusable) {
            web.compose(WebAccess::close).otherwiseEmpty().await();
            throw unusable;
        }
        if (config.http().enabled()) {
            try {
                control.closings.add(0, web.await()::close);
            } catch (IllegalStateException unusable) {
                control.close().await();
                throw unusable;
            }
        }
        return control;
    }

    private void openSocket(Vertx vertx, OrchestratorSettings settings, Orchestrator baton, Commands commands)
            throws IOException {
        Ports ports = baton.ports();
        SocketServer socket =
                SocketServer.open(socketSettings(settings), commands, ports.clock(), ports.nanoTime(), new Told(baton));
        long millis = Math.max(1, settings.checkInterval().toMillis());
        long check = vertx.setPeriodic(millis, ignored -> socket.check());
        closings.add(() -> {
            vertx.cancelTimer(check);
            return socket.close();
        });
    }

    private static SocketSettings socketSettings(OrchestratorSettings settings) {
        AllowedUsers users = settings.commandSocketUsers();
        return new SocketSettings(
                settings.commandSocketPath(),
                settings.commandSocketMode(),
                settings.commandSocketGroup(),
                users == null ? SocketSettings.Users.ALL : users::allows);
    }

    /** Answers what has been asked, and closes; once, more calls change nothing. For the thread that opened it. */
    Future<Void> close() {
        Future<Void> closed = Future.succeededFuture();
        for (Supplier<Future<Void>> closing : closings) {
            closed = closed.eventually(closing);
        }
        closings.clear();
        return closed;
    }

    /** What becomes of the socket is an event, once there is an orchestrator to tell it. */
    private record Told(Orchestrator baton) implements SocketListener {
        private void tell(String event, EventSeverity severity, Map<String, Object> data) {
            OrchestratorVerticle present = baton.verticleIfStarted();
            if (present != null) {
                present.tell(event, severity, data);
            }
        }

        @Override
        public void rebound(Path path) {
            tell(
                    EventNames.COMMAND_SOCKET_REBOUND,
                    EventSeverity.WARN,
                    Map.of("path", path.toString(), "reason", "its file had been deleted"));
        }

        @Override
        public void lost(Path path, String reason) {
            tell(
                    EventNames.COMMAND_SOCKET_LOST,
                    EventSeverity.ERROR,
                    Map.of("path", path.toString(), "reason", reason));
        }
    }
}
