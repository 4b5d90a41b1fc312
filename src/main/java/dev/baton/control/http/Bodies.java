package dev.baton.control.http;

import dev.baton.command.CommandFailure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Bodies say nothing here, but clients may send them: they are counted and forgotten. */
final class Bodies {
    /** As much as a request on the socket may have. */
    static final long LARGEST = 1024 * 1024;

    private final Connections connections;

    Bodies(Connections connections) {
        this.connections = connections;
    }

    /** Goes on with {@code request} when its body has come, if it has one; fails it with 413 if that is too large. */
    void await(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean hasBody = hasBody(request);
        begin(request, hasBody);
        if (!hasBody) {
            context.next();
        } else if (announced(request) > LARGEST) {
            refuse(context);
        } else {
            count(context, request);
        }
    }

    /** Takes in a request of which it is known that it has no body. */
    void expectNone(HttpServerRequest request) {
        begin(request, false);
    }

    private void begin(HttpServerRequest request, boolean hasBody) {
        connections.begun(request, hasBody);
        request.response().endHandler(ended -> connections.answered(request));
    }

    private void count(RoutingContext context, HttpServerRequest request) {
        long[] size = new long[1];
        request.handler(part -> {
            size[0] += part.length();
            if (size[0] > LARGEST && size[0] - part.length() <= LARGEST) {
                refuse(context);
            }
        });
        request.endHandler(end -> {
            connections.received(request);
            if (size[0] <= LARGEST) {
                context.next();
            }
        });
    }

    /** The rest of it isn't read, so the connection is of no use any more. */
    private static void refuse(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.addEndHandler(ended -> context.request().connection().close());
        context.fail(CommandFailure.tooLarge("the body is larger than 1 MiB: no request here needs one at all"));
    }

    static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || announced(request) > 0;
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
