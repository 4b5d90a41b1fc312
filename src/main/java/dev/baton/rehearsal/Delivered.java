package dev.baton.rehearsal;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message that a test has sent to an agent, and what the agent answered. Safe to use from any thread. */
public final class Delivered {
    private final Sent message;

    Delivered(String address, Object body) {
        this.message = new Sent(address, body);
    }

    Message<Object> message() {
        return message;
    }

    /**
     * What the agent replied, empty if it has not, or not yet. A {@link ReplyException} if it replied with {@code fail()}; of
     * several replies the first.
     */
    public Optional<Object> reply() {
        return Optional.ofNullable(message.reply);
    }

    /** As the event bus of one JVM would have it. */
    private static final class Sent implements Message<Object> {
        private final String address;
        private final Object body;
        private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        private volatile @Nullable Object reply;

        Sent(String address, Object body) {
            this.address = address;
            this.body = copy(body);
        }

        private static Object copy(Object body) {
            if (body instanceof JsonObject object) {
                return object.copy();
            }
            return body instanceof JsonArray array ? array.copy() : body;
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public MultiMap headers() {
            return headers;
        }

        @Override
        public Object body() {
            return body;
        }

        @Override
        public String replyAddress() {
            return "__rehearsal.reply";
        }

        @Override
        public boolean isSend() {
            return true;
        }

        @Override
        public void reply(@Nullable Object answer, DeliveryOptions options) {
            if (reply == null && answer != null) {
                reply = copy(answer);
            }
        }

        @Override
        public <R> Future<Message<R>> replyAndRequest(@Nullable Object answer, DeliveryOptions options) {
            reply(answer, options);
            return Future.failedFuture(
                    new ReplyException(ReplyFailure.NO_HANDLERS, "in a rehearsal nobody answers an answer"));
        }
    }
}
