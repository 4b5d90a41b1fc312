package dev.baton.launcher;

import dev.baton.command.Commands;
import dev.baton.control.socket.SocketListener;
import dev.baton.control.socket.SocketServer;
import dev.baton.control.socket.SocketSettings;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.orchestrator.AllowedUsers;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.orchestrator.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way in for operators while Baton runs: the command socket. Opened before the first agent starts, so that a Baton that
 * can't be steered starts nothing, and closed after the last has ended.
 */
final class Control {
    private final Vertx vertx;
    private final @Nullable SocketServer socket;
    private final long check;

    private Control(Vertx vertx, @Nullable SocketServer socket, long check) {
        this.vertx = vertx;
        this.socket = socket;
        this.check = check;
    }

    /** Says what becomes of the socket. */
    interface Teller {
        void tell(String event, EventSeverity severity, Map<String, Object> data);
    }

    /**
     * Opens what {@code settings} ask for.
     *
     * @throws dev.baton.control.socket.SocketTaken if another process answers at the socket
     * @throws IOException if the socket can't be made; the message says why and what to do
     */
    static Control open(Vertx vertx, OrchestratorSettings settings, Ports ports, Commands commands, Teller teller)
            throws IOException {
        if (!settings.enableCommandInterface()) {
            return new Control(vertx, null, 0);
        }
        SocketServer socket = SocketServer.open(
                socketSettings(settings), commands, ports.clock(), ports.nanoTime(), new Told(teller));
        long millis = Math.max(1, settings.checkInterval().toMillis());
        return new Control(vertx, socket, vertx.setPeriodic(millis, ignored -> socket.check()));
    }

    private static SocketSettings socketSettings(OrchestratorSettings settings) {
        AllowedUsers users = settings.commandSocketUsers();
        return new SocketSettings(
                settings.commandSocketPath(),
                settings.commandSocketMode(),
                settings.commandSocketGroup(),
                users == null ? SocketSettings.Users.ALL : users::allows);
    }

    /** Answers what has been asked, and closes. */
    Future<Void> close() {
        if (socket == null) {
            return Future.succeededFuture();
        }
        vertx.cancelTimer(check);
        return socket.close();
    }

    private record Told(Teller teller) implements SocketListener {
        @Override
        public void rebound(Path path) {
            teller.tell(
                    EventNames.COMMAND_SOCKET_REBOUND,
                    EventSeverity.WARN,
                    Map.of("path", path.toString(), "reason", "its file had been deleted"));
        }

        @Override
        public void lost(Path path, String reason) {
            teller.tell(
                    EventNames.COMMAND_SOCKET_LOST,
                    EventSeverity.ERROR,
                    Map.of("path", path.toString(), "reason", reason));
        }
    }
}
