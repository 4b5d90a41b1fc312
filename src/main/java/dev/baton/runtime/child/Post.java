package dev.baton.runtime.child;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The event bus's messages as they travel between JVMs. */
final class Post {
    private static final Body NOTHING = new Body(Form.PLAIN, null);

    private Post() {}

    /** What a body was. */
    enum Form {
        PLAIN,
        BUFFER,
        OBJECT,
        ARRAY
    }

    /** A message's body. */
    record Body(Form form, @Nullable Object value) {}

    /** One of a message's headers. */
    record Header(String name, String value) {}

    /** Why there is no answer. */
    record Failure(ReplyFailure kind, int code, String message) {}

    static Body nothing() {
        return NOTHING;
    }

    /** @throws IllegalArgumentException for a body that can't leave the JVM, with a sentence */
    static Body body(@Nullable Object body) {
        if (body instanceof Buffer buffer) {
            return new Body(Form.BUFFER, buffer.getBytes());
        }
        if (body instanceof JsonObject object) {
            return new Body(Form.OBJECT, object.encode());
        }
        if (body instanceof JsonArray array) {
            return new Body(Form.ARRAY, array.encode());
        }
        boolean isPlain = body == null
                || body instanceof String
                || body instanceof Number
                || body instanceof Boolean
                || body instanceof Character
                || body instanceof byte[];
        if (!isPlain) {
            throw new IllegalArgumentException(
                    "a message with a " + body.getClass().getName()
                            + " can't go to or come from an agent in a JVM of its own: send a string, number, boolean, byte[],"
                            + " Buffer, JsonObject or JsonArray");
        }
        return new Body(Form.PLAIN, body);
    }

    static @Nullable Object content(Body body) {
        Object value = body.value();
        return switch (body.form()) {
            case PLAIN -> value;
            case BUFFER -> value instanceof byte[] bytes ? Buffer.buffer(bytes) : Buffer.buffer();
            case OBJECT -> new JsonObject(String.valueOf(value));
            case ARRAY -> new JsonArray(String.valueOf(value));
        };
    }

    static List<Header> headers(MultiMap headers) {
        List<Header> all = new ArrayList<>();
        for (Map.Entry<String, String> each : headers) {
            all.add(new Header(each.getKey(), each.getValue()));
        }
        return all;
    }

    static MultiMap headers(List<Header> headers) {
        MultiMap all = MultiMap.caseInsensitiveMultiMap();
        headers.forEach(header -> all.add(header.name(), header.value()));
        return all;
    }

    static Failure failure(Throwable thrown) {
        return thrown instanceof ReplyException reply
                ? new Failure(reply.failureType(), reply.failureCode(), String.valueOf(reply.getMessage()))
                : new Failure(ReplyFailure.ERROR, -1, String.valueOf(thrown.getMessage()));
    }

    static ReplyException thrown(Failure failure) {
        return new ReplyException(failure.kind(), failure.code(), failure.message());
    }
}
