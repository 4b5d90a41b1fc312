package dev.baton.bench;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/** The least that answers over HTTP with a router of Vert.x. */
public final class BareServer {
    private BareServer() {}

    /** Serves at the port that is given. */
    public static void main(String... arguments) {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.get("/api/status")
                .handler(request -> request.response()
                        .putHeader("content-type", "application/json")
                        .end(new JsonObject().put("total_agents", 1).toBuffer()));
        vertx.createHttpServer()
                .requestHandler(router)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .await();
    }
}
