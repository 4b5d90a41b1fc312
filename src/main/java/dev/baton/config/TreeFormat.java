package dev.baton.config;

import io.vertx.config.spi.ConfigProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What comes out of a {@link TreeStore}: a copy of its tree, for the retriever merges later trees into the first. */
public final class TreeFormat implements ConfigProcessor {

    /** For the library. */
    public TreeFormat() {}

    @Override
    public String name() {
        return TreeStore.NAME;
    }

    @Override
    public Future<JsonObject> process(Vertx vertx, JsonObject tree, Buffer nothing) {
        return Future.succeededFuture(tree.copy());
    }
}
