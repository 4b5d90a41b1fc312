package dev.baton.control.http;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.Commands;
import dev.baton.protocol.ResourceJson;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Asks commands and writes what comes back. */
final class Answers {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final Commands commands;
    private final OnLoop loop;
    private final Versions versions;

    Answers(Commands commands, OnLoop loop, Versions versions) {
        this.commands = commands;
        this.loop = loop;
        this.versions = versions;
    }

    /** Answers with what {@code command} brings, or with 304 if the client has that already. */
    void give(RoutingContext request, Command<?> command, Versions.Kind kind, HttpResponseStatus status) {
        String tag = versions.tag(kind);
        if (Versions.isKnownTo(request.request(), tag)) {
            head(request.response(), tag)
                    .setStatusCode(HttpResponseStatus.NOT_MODIFIED.code())
                    .end();
            return;
        }
        loop.of(commands.execute(command, Admission.caller(request)))
                .onSuccess(answer -> write(request.response(), answer, tag, status))
                .onFailure(request::fail);
    }

    private static void write(
            HttpServerResponse response, Answer answer, @Nullable String tag, HttpResponseStatus status) {
        if (response.closed()) {
            return;
        }
        head(response, tag)
                .setStatusCode(status.code())
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(Buffer.buffer(ResourceJson.of(answer)));
    }

    private static HttpServerResponse head(HttpServerResponse response, @Nullable String tag) {
        if (tag == null) {
            return response.putHeader(HttpHeaders.CACHE_CONTROL, Headers.NO_STORE);
        }
        return response.putHeader(HttpHeaders.ETAG, tag).putHeader(HttpHeaders.CACHE_CONTROL, Headers.ASK_FIRST);
    }
}
