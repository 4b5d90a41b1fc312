package dev.baton.control.http;

import dev.baton.command.CommandFailure;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, as problem+json (RFC 9457), with the code and the sentence that the socket gives. */
final class Problem {
    /** Takes fewer classes than the one of Vert.x that maps objects, too; who starts Baton asks until it is ready. */
    private static final JacksonCodec CODEC = new JacksonCodec();

    static final String CONTENT_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(Problem.class);
    private static final int LEAST = 400;
    private static final int MOST = 599;

    private Problem() {}

    /** Answers with what made the request fail. */
    static void tell(RoutingContext request, Contract contract) {
        @Nullable Throwable failure = request.failure();
        if (failure == null) {
            write(request.response(), request.statusCode(), sentence(request, contract));
        } else {
            tell(request.response(), failure);
        }
    }

    /** Answers with {@code failure}, unless it has been answered already. */
    static void tell(HttpServerResponse response, Throwable failure) {
        if (failure instanceof CommandFailure known) {
            write(response, known.code(), known.sentence());
        } else {
            LOG.atError().setCause(failure).log("An HTTP request failed in a way that was not foreseen");
            write(response, HttpResponseStatus.INTERNAL_SERVER_ERROR.code(), "Baton failed; its log has more");
        }
    }

    /** Answers with {@code code}, or 500 if HTTP doesn't know such a code, unless it has been answered already. */
    private static void write(HttpServerResponse response, int code, String sentence) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        int status = code < LEAST || code > MOST ? HttpResponseStatus.INTERNAL_SERVER_ERROR.code() : code;
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", sentence);
        Headers.protect(response.headers());
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, Headers.NO_STORE);
        response.end(CODEC.toBuffer(problem));
    }

    private static String sentence(RoutingContext request, Contract contract) {
        if (request.statusCode() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()) {
            String allowed = contract.methods(request.normalizedPath());
            request.response().putHeader(HttpHeaders.ALLOW, allowed);
            return "this takes " + allowed + ", not " + request.request().method() + ": /docs shows what there is";
        }
        if (request.statusCode() == HttpResponseStatus.NOT_FOUND.code()) {
            return "there is nothing at this path: /docs shows what there is";
        }
        if (request.statusCode() == HttpResponseStatus.BAD_REQUEST.code()) {
            return "this is no HTTP request that Baton understands";
        }
        return "the request could not be served";
    }
}
