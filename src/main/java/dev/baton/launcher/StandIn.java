package dev.baton.launcher;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.protocol.LineSplitter;
import dev.baton.protocol.Protocol;
import dev.baton.protocol.ReplyLine;
import dev.baton.protocol.Request;
import dev.baton.protocol.RequestLine;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plays, in a {@link Rehearsal}, a Baton with one agent that is asked something on its socket. Each caller has a thread. */
final class StandIn {
    static final String AGENT = "collector";

    private static final int BUFFER_SIZE = 4096;
    /** With a fraction, as numbers with one are read by classes of their own. */
    private static final Duration UPTIME = Duration.ofMillis(1_500);

    private final ServerSocketChannel server;

    private StandIn(ServerSocketChannel server) {
        this.server = server;
    }

    static StandIn at(Path socket) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        StandIn standIn = new StandIn(server);
        start(standIn::accept);
        return standIn;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "stand-in");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel caller = server.accept();
                start(() -> talk(caller));
            }
        } catch (IOException closed) {
            // The rehearsal is over.
        }
    }

    private static void talk(SocketChannel caller) {
        List<byte[]> replies = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(Protocol.LONGEST_REQUEST);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
        try (caller) {
            while (caller.read(buffer.clear()) >= 0) {
                splitter.split(buffer.flip(), new Listening(replies));
                for (byte[] reply : replies) {
                    caller.write(ByteBuffer.wrap(reply));
                }
                replies.clear();
            }
        } catch (IOException closed) {
            // The caller has gone.
        }
    }

    private record Listening(List<byte[]> replies) implements LineSplitter.Lines {
        @Override
        public void line(byte[] bytes, int offset, int length) {
            Request request = RequestLine.read(bytes, offset, length).request();
            replies.add(ReplyLine.success(request.id(), answer(request.command()), Instant.EPOCH));
        }

        @Override
        public void tooLong() {
            // Nobody sends anything long.
        }
    }

    private static Answer answer(Command<?> command) {
        if (command instanceof Command.Steer) {
            return new Answer.Steered(
                    List.of(new AgentOutcome(AGENT, AgentOutcome.Result.RUNNING, LifecycleState.RUNNING, "")));
        }
        if (command instanceof Command.AgentStatus) {
            return new Answer.AgentDetail(agent(), Map.of(), List.of());
        }
        if (command instanceof Command.Status) {
            return new Answer.Status(1, 1, 1, 0, "DAEMON", UPTIME, true, Path.of("/"), "", "", "", false, List.of());
        }
        if (command instanceof Command.History history) {
            return new Answer.Events(List.of(), history, new Answer.Capacity(0, 1, 0, 0, 0));
        }
        return new Answer.Agents(List.of(agent()), 1, 1, 0);
    }

    private static AgentRow agent() {
        return new AgentRow(
                AGENT,
                "Collector",
                new JsonObject(),
                LifecycleState.RUNNING,
                null,
                "",
                null,
                false,
                "",
                1,
                0,
                1L,
                UPTIME);
    }

    void close() throws IOException {
        server.close();
    }
}
