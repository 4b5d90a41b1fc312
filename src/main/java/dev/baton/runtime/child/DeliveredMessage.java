package dev.baton.runtime.child;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyFailure;
import org.jspecify.annotations.Nullable;

/** A message of the parent's event bus. Its answer goes back there; an answer that wants another one can't. */
final class DeliveredMessage implements Message<Object> {
    private final ToChild.Delivers delivered;
    private final MultiMap headers;
    private final @Nullable Object body;
    private final Outbox outbox;

    DeliveredMessage(ToChild.Delivers delivered, Outbox outbox) {
        this.delivered = delivered;
        this.headers = Post.headers(delivered.headers());
        this.body = Post.content(delivered.body());
        this.outbox = outbox;
    }

    @Override
    public String address() {
        return delivered.address();
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    @Override
    @SuppressWarnings("NullAway") // as in Vert.x
    public Object body() {
        return body;
    }

    @Override
    @SuppressWarnings("NullAway") // as in Vert.x
    public String replyAddress() {
        return delivered.message() == 0 ? null : "baton.parent." + delivered.message();
    }

    @Override
    public boolean isSend() {
        return delivered.isSent();
    }

    @Override
    public void reply(@Nullable Object message, DeliveryOptions options) {
        if (delivered.message() != 0) {
            outbox.send(new FromChild.Replies(delivered.message(), Post.body(message), null));
        }
    }

    @Override
    public void fail(int failureCode, @Nullable String message) {
        if (delivered.message() != 0) {
            Post.Failure failure =
                    new Post.Failure(ReplyFailure.RECIPIENT_FAILURE, failureCode, String.valueOf(message));
            outbox.send(new FromChild.Replies(delivered.message(), Post.nothing(), failure));
        }
    }

    @Override
    public <R> Future<Message<R>> replyAndRequest(@Nullable Object message, DeliveryOptions options) {
        return Future.failedFuture(
                new UnsupportedOperationException(
                        "an agent in a JVM of its own can't ask back in its answer: reply(), and let the other side send again"));
    }
}
