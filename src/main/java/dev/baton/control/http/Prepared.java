package dev.baton.control.http;

import dev.baton.command.Answer;
import dev.baton.protocol.ResourceJson;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An answer that several who ask get, with its headers: made once for all of them. Immutable. */
final class Prepared {
    private final Answer answer;
    private final @Nullable String tag;
    private final MultiMap headers;
    private final Buffer body;

    private Prepared(Answer answer, @Nullable String tag, MultiMap headers, Buffer body) {
        this.answer = answer;
        this.tag = tag;
        this.headers = headers;
        this.body = body;
    }

    /** @param tag its version, null if it has none */
    static Prepared of(Answer answer, @Nullable String tag) {
        Buffer body = Buffer.buffer(ResourceJson.of(answer));
        MultiMap headers = HttpHeaders.headers();
        Headers.protect(headers);
        Headers.keepBy(tag, headers);
        headers.set(HttpHeaders.CONTENT_TYPE, Headers.JSON)
                .set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        return new Prepared(answer, tag, headers.copy(false), body);
    }

    /** Whether this is the very {@code answer}, in the same version. */
    @SuppressWarnings("ReferenceEquality") // whoever gives the same one again says that nothing has changed
    boolean isOf(Answer other, @Nullable String version) {
        return answer == other && Objects.equals(tag, version);
    }

    /** Answers with status 200. Takes the place of all headers that there may be. */
    void end(HttpServerResponse response) {
        // Headers that can't change any more are neither copied nor looked at again.
        response.headers().setAll(headers);
        response.end(body);
    }
}
