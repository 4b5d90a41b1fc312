package dev.baton.bench;

import dev.baton.control.http.HttpControl;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The status, again and again over so many connections, beside a router that encodes the same for each request. */
final class HttpStatus implements Scenario {
    private static final int ASKED = 40_000;
    private static final long LONGEST_SECONDS = 120;
    private static final Rounds ROUNDS = new Rounds(2, 7);

    private final String number;
    private final int connections;

    HttpStatus(String number, int connections) {
        this.number = number;
        this.connections = connections;
    }

    @Override
    public Row run() throws Exception {
        Vertx batons = Vertxes.batons();
        Vertx stock = Vertxes.stock();
        Vertx clients = Vertx.vertx();
        try {
            ScriptedCommands commands = new ScriptedCommands(100).agent("db", LifecycleState.RUNNING, true);
            HttpControl http = HttpServing.start(batons, commands);
            int bare = HttpServing.freePort();
            stock.deployVerticle(new BareServer(bare)).await();
            Rounds.Result result = ROUNDS.compare(() -> rate(clients, http.port()), () -> rate(clients, bare));
            return new Row(
                    number,
                    "GET /api/status over " + connections + " connections",
                    "req/s",
                    result,
                    Budget.atLeast(0.8));
        } finally {
            clients.close().await();
            stock.close().await();
            batons.close().await();
        }
    }

    private static final class BareServer extends VerticleBase {
        private final int port;

        BareServer(int port) {
            this.port = port;
        }

        @Override
        public Future<?> start() {
            Router router = Router.router(vertx);
            router.get("/api/status")
                    .handler(request -> request.response()
                            .putHeader("content-type", "application/json")
                            .end(new JsonObject()
                                    .put("total_agents", 1)
                                    .put("running_agents", 1)
                                    .put("max_workers", 5)
                                    .put("waiting_agents", 0)
                                    .put("run_mode", "DAEMON")
                                    .put("uptime", 61.25)
                                    .put("command_interface_enabled", true)
                                    .put("command_socket_path", "/tmp/baton.sock")
                                    .put("version", "0.1.0")
                                    .put("node", "n1")
                                    .put("name", "baton")
                                    .put("shutting_down", false)
                                    .put("stuck", new JsonArray())
                                    .toBuffer()));
            return vertx.createHttpServer().requestHandler(router).listen(port, HttpServing.HOST);
        }
    }

    private double rate(Vertx clients, int port) throws Exception {
        int length;
        try (HttpExchange first = new HttpExchange(port, "/api/status")) {
            length = first.ask();
        }
        AtomicInteger left = new AtomicInteger(ASKED);
        CountDownLatch all = new CountDownLatch(ASKED);
        long began = System.nanoTime();
        clients.runOnContext(start -> {
            for (int i = 0; i < connections; i++) {
                clients.createNetClient()
                        .connect(port, HttpServing.HOST)
                        .onSuccess(socket -> askAgainAndAgain(socket, length, left, all));
            }
        });
        if (!all.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(all.getCount() + " of " + ASKED + " answers have not come");
        }
        return ASKED * 1e9 / (System.nanoTime() - began);
    }

    private static void askAgainAndAgain(NetSocket socket, int length, AtomicInteger left, CountDownLatch all) {
        Buffer request = Buffer.buffer(HttpExchange.request("/api/status"));
        int[] read = new int[1];
        socket.handler(part -> {
            read[0] += part.length();
            if (read[0] >= length) {
                read[0] = 0;
                all.countDown();
                ask(socket, request, left);
            }
        });
        ask(socket, request, left);
    }

    private static void ask(NetSocket socket, Buffer request, AtomicInteger left) {
        if (left.getAndDecrement() > 0) {
            socket.write(request);
        } else {
            socket.close();
        }
    }
}
