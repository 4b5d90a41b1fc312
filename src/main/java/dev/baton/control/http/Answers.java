package dev.baton.control.http;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.protocol.ResourceJson;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks commands and writes what comes back. */
final class Answers {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final Commands commands;
    private final OnLoop loop;
    private final Versions versions;
    private final Supplier<Future<Void>> beginVersions;
    private boolean versionsAreRefused;

    /** @param beginVersions begins to note what changes answers, if that can be done yet; completes on the event loop */
    Answers(Commands commands, OnLoop loop, Versions versions, Supplier<Future<Void>> beginVersions) {
        this.commands = commands;
        this.loop = loop;
        this.versions = versions;
        this.beginVersions = beginVersions;
    }

    /** Answers with what {@code command} brings, or with 304 if the client has that already. */
    void give(RoutingContext request, Command<?> command, Versions.Kind kind, HttpResponseStatus status) {
        if (kind == Versions.Kind.NONE || versions.isKnown() || versionsAreRefused) {
            answer(request, command, kind, status);
        } else {
            // The server is there before the orchestrator is, which then had no events to tell.
            beginVersions
                    .get()
                    .onFailure(why -> versionsAreRefused = !isForNow(why))
                    .onComplete(begun -> answer(request, command, kind, status));
        }
    }

    private static boolean isForNow(Throwable why) {
        return why instanceof CommandFailure failure && failure.code() == HttpResponseStatus.SERVICE_UNAVAILABLE.code();
    }

    private void answer(RoutingContext request, Command<?> command, Versions.Kind kind, HttpResponseStatus status) {
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
