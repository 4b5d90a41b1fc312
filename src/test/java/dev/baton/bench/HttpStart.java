package dev.baton.bench;

import dev.baton.config.ConfigLoader;
import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import dev.baton.control.http.HttpControl;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.logging.LoggerSettings;
import dev.baton.logging.Logging;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * From the start of a JVM to the first HTTP 200: logging, an empty config and Baton's HTTP server, beside a bare Vert.x with a
 * router. Both on the same class path, with the same flags.
 */
public final class HttpStart implements Scenario {
    private static final Rounds ROUNDS = new Rounds(1, 5);
    private static final long PAUSE_NANOS = 2_000_000;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final String number;

    HttpStart(String number) {
        this.number = number;
    }

    @Override
    public Row run() throws Exception {
        Rounds.Result result = ROUNDS.compare(() -> millis("baton"), () -> millis("bare"));
        return new Row(number, "start to the first HTTP 200", "ms", result, Budget.atMost(1.3));
    }

    private static double millis(String which) throws IOException {
        int port = HttpServing.freePort();
        long began = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HttpStart.class.getName(),
                        which,
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (!answers(port)) {
                if (!process.isAlive() || System.nanoTime() - began > LONGEST_NANOS) {
                    throw new IllegalStateException("the server '" + which + "' does not answer");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return (System.nanoTime() - began) / 1e6;
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean answers(int port) throws IOException {
        try (HttpExchange exchange = new HttpExchange(port, "/api/status")) {
            exchange.ask();
            return true;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** One of the two servers: which, and at which port. */
    public static void main(String... arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("bare")) {
            Vertx vertx = Vertx.vertx();
            Router router = Router.router(vertx);
            router.get("/api/status")
                    .handler(request -> request.response()
                            .putHeader("content-type", "application/json")
                            .end(new JsonObject().put("total_agents", 1).toBuffer()));
            vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(port, HttpServing.HOST)
                    .await();
        } else {
            Logging.start(LoggerSettings.DEFAULT);
            Vertx vertx = Vertxes.batons();
            LoadedConfig config = new ConfigLoader(vertx)
                    .load(new ConfigSources(List.of(), Map.of(), List.of("http.port=" + port, "http.enabled=true")))
                    .await();
            ScriptedCommands commands = new ScriptedCommands(100).agent("db", LifecycleState.RUNNING, true);
            HttpControl http = HttpServing.start(vertx, commands, config.http());
            System.out.println("serving at " + http.port());
        }
    }
}
