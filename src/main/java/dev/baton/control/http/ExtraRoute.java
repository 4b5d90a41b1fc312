package dev.baton.control.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * A page that somebody else adds. It is open to all who get a connection, with or without a token, so it must not tell anything:
 * it holds what is the same for everybody, and asks the API for the rest.
 *
 * @param path {@code /} or, for all that is below it, {@code /assets/*}; only GET
 * @param handler answers, on the event loop, at once; the headers that all answers have are set already
 */
public record ExtraRoute(String path, Handler<RoutingContext> handler) {
    /** @throws IllegalArgumentException if it would stand in the way of the API */
    public ExtraRoute {
        if (!path.startsWith("/") || path.startsWith("/api") || path.equals("/*")) {
            throw new IllegalArgumentException(
                    "the extra route '" + path + "' must begin with / and leave /api alone: give it another path");
        }
    }

    boolean concerns(String asked) {
        return path.endsWith("/*") ? asked.startsWith(path.substring(0, path.length() - 1)) : asked.equals(path);
    }
}
