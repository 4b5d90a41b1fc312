package dev.baton.control.http;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.protocol.ResourceJson;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks commands and writes what comes back. */
final class Answers {
    private final Commands commands;
    private final OnLoop loop;
    private final Versions versions;
    private final Supplier<Future<Void>> beginVersions;
    private boolean versionsAreRefused;
    private @Nullable Prepared prepared;

    /** @param beginVersions begins to note what changes answers, if that can be done yet; completes on the event loop */
    Answers(Commands commands, OnLoop loop, Versions versions, Supplier<Future<Void>> beginVersions) {
        this.commands = commands;
        this.loop = loop;
        this.versions = versions;
        this.beginVersions = beginVersions;
    }

    /** Answers with what {@code command} brings, or with 304 if the client has that already. */
    void give(RoutingContext request, Command<?> command, Versions.Kind kind, HttpResponseStatus status) {
        give(request.request(), Admission.caller(request), command, kind, status);
    }

    /** The same for {@code caller}. */
    void give(
            HttpServerRequest request,
            Caller caller,
            Command<?> command,
            Versions.Kind kind,
            HttpResponseStatus status) {
        if (kind == Versions.Kind.NONE || versions.isKnown() || versionsAreRefused) {
            answer(request, caller, command, kind, status);
        } else {
            // The server is there before the orchestrator is, which then had no events to tell.
            beginVersions
                    .get()
                    .onFailure(why -> versionsAreRefused = !isForNow(why))
                    .onComplete(begun -> answer(request, caller, command, kind, status));
        }
    }

    private static boolean isForNow(Throwable why) {
        return why instanceof CommandFailure failure && failure.code() == HttpResponseStatus.SERVICE_UNAVAILABLE.code();
    }

    private void answer(
            HttpServerRequest request,
            Caller caller,
            Command<?> command,
            Versions.Kind kind,
            HttpResponseStatus status) {
        String tag = versions.tag(kind);
        if (Versions.isKnownTo(request, tag)) {
            head(request.response(), tag)
                    .setStatusCode(HttpResponseStatus.NOT_MODIFIED.code())
                    .end();
            return;
        }
        loop.of(commands.execute(command, caller))
                .onSuccess(answer -> write(request.response(), answer, tag, status))
                .onFailure(why -> Problem.tell(request.response(), why));
    }

    private void write(HttpServerResponse response, Answer answer, @Nullable String tag, HttpResponseStatus status) {
        if (response.closed()) {
            return;
        }
        if (answer instanceof Answer.Status shared && status.equals(HttpResponseStatus.OK)) {
            prepared(shared, tag).end(response);
            return;
        }
        head(response, tag)
                .setStatusCode(status.code())
                .putHeader(HttpHeaders.CONTENT_TYPE, Headers.JSON)
                .end(Buffer.buffer(ResourceJson.of(answer)));
    }

    private Prepared prepared(Answer.Status answer, @Nullable String tag) {
        Prepared last = prepared;
        if (last == null || !last.isOf(answer, tag)) {
            last = Prepared.of(answer, tag);
            prepared = last;
        }
        return last;
    }

    private static HttpServerResponse head(HttpServerResponse response, @Nullable String tag) {
        Headers.protect(response.headers());
        Headers.keepBy(tag, response.headers());
        return response;
    }
}
