package dev.baton.bench;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.control.socket.SocketListener;
import dev.baton.control.socket.SocketServer;
import dev.baton.control.socket.SocketSettings;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.protocol.ResourceJson;
import dev.baton.testing.LiveCommands;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** {@code status}, one after the other: on a connection that stays open, or with a new one each. */
final class SocketCommand implements Scenario {
    private static final int COMMANDS = 20_000;
    private static final int WITH_CONNECT = 4_000;
    private static final Rounds ROUNDS = new Rounds(3, 9);

    private final String number;
    private final Measure measure;

    /** What is measured. */
    enum Measure {
        RATE,
        MEDIAN,
        RATE_WITH_CONNECT
    }

    SocketCommand(String number, Measure measure) {
        this.number = number;
        this.measure = measure;
    }

    @Override
    public Row run() throws Exception {
        Path folder = Files.createTempDirectory("baton-bench");
        Vertx vertx = Vertxes.batons();
        LiveCommands live = LiveCommands.start(vertx, new JsonObject(), AllowedCommands.all(), List.of());
        SocketServer server = SocketServer.open(
                SocketSettings.at(folder.resolve("baton.sock")),
                live.commands(),
                InstantSource.system(),
                System::nanoTime,
                SocketListener.NONE);
        BareLineServer bare = new BareLineServer(folder.resolve("bare.sock"), status(live));
        try {
            Rounds.Result result =
                    ROUNDS.compare(side(folder.resolve("baton.sock")), side(folder.resolve("bare.sock")));
            return row(result);
        } finally {
            bare.close();
            server.close().await();
            vertx.close().await();
            Files.deleteIfExists(folder.resolve("bare.sock"));
            Files.deleteIfExists(folder);
        }
    }

    private static JsonObject status(LiveCommands live) {
        Answer.Status status =
                live.commands().execute(new Command.Status(), Caller.EMBEDDED).await();
        return new JsonObject(Buffer.buffer(ResourceJson.of(status)));
    }

    private Row row(Rounds.Result result) {
        return switch (measure) {
            case RATE -> new Row(number, "status over an open socket connection", "per s", result, Budget.atLeast(0.8));
            case MEDIAN ->
                new Row(number, "status over an open socket connection, p50", "us", result, Budget.atMost(1.3));
            case RATE_WITH_CONNECT ->
                new Row(number, "status over the socket with a connect each", "per s", result, Budget.atLeast(0.8));
        };
    }

    private Side side(Path path) {
        return switch (measure) {
            case RATE -> () -> COMMANDS * 1e9 / Arrays.stream(latencies(path)).sum();
            case MEDIAN -> () -> median(latencies(path));
            case RATE_WITH_CONNECT -> () -> rateWithConnect(path);
        };
    }

    private static long[] latencies(Path path) throws IOException {
        long[] nanos = new long[COMMANDS];
        try (LineClient client = new LineClient(path, new Command.Status())) {
            for (int i = 0; i < COMMANDS; i++) {
                long began = System.nanoTime();
                client.ask();
                nanos[i] = System.nanoTime() - began;
            }
        }
        return nanos;
    }

    private static double median(long... nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1_000.0;
    }

    private static double rateWithConnect(Path path) throws IOException {
        long began = System.nanoTime();
        for (int i = 0; i < WITH_CONNECT; i++) {
            try (LineClient client = new LineClient(path, new Command.Status())) {
                client.ask();
            }
        }
        return WITH_CONNECT * 1e9 / (System.nanoTime() - began);
    }
}
