package dev.baton.bench;

import dev.baton.launcher.LiveBaton;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The status of a real Baton, again and again over so many connections, beside a router that encodes the same for each request. */
final class HttpStatus implements Scenario {
    private static final int AGENTS = 500;
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
        Vertx stock = Vertxes.stock();
        Vertx clients = Vertx.vertx();
        try (LiveBaton baton = HttpServing.baton(AGENTS)) {
            int bare = HttpServing.freePort();
            stock.deployVerticle(new BareServer(bare)).await();
            Rounds.Result result = ROUNDS.compare(() -> rate(clients, baton.port()), () -> rate(clients, bare));
            return new Row(
                    number,
                    "GET /api/status of " + AGENTS + " agents over " + connections + " connections",
                    "req/s",
                    result,
                    Budget.atLeast(0.8));
        } finally {
            clients.close().await();
            stock.close().await();
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
                                    .put("total_agents", AGENTS)
                                    .put("running_agents", AGENTS)
                                    .put("max_workers", AGENTS)
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
        AtomicInteger left = new AtomicInteger(ASKED);
        CountDownLatch all = new CountDownLatch(ASKED);
        // Held until the end: a client that nobody holds any more closes its sockets when it is collected.
        NetClient client = clients.createNetClient();
        try {
            long began = System.nanoTime();
            clients.runOnContext(start -> {
                for (int i = 0; i < connections; i++) {
                    client.connect(port, HttpServing.HOST).onSuccess(socket -> askAgainAndAgain(socket, left, all));
                }
            });
            if (!all.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(all.getCount() + " of " + ASKED + " answers have not come");
            }
            return ASKED * 1e9 / (System.nanoTime() - began);
        } finally {
            client.close().await();
        }
    }

    private static void askAgainAndAgain(NetSocket socket, AtomicInteger left, CountDownLatch all) {
        Buffer request = Buffer.buffer(HttpExchange.request("/api/status"));
        socket.handler(part -> {
            // An answer is one JSON object with no other in it, so its only brace of this kind is its end.
            if (part.getByte(part.length() - 1) == '}') {
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
