package dev.baton.cluster.wire;

import dev.baton.command.CommandFailure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Asks other nodes, and tells all of them. For any thread. */
public final class Post {
    private static final String SENDER = "sender";

    private final EventBus bus;
    private final Addresses addresses;
    private final Origin self;
    private final WireTroubles troubles;
    private final AtomicInteger unanswered = new AtomicInteger();

    /** What {@code self} asks and tells. */
    public Post(EventBus bus, Addresses addresses, Origin self, WireTroubles troubles) {
        this.bus = bus;
        this.addresses = addresses;
        this.self = self;
        this.troubles = troubles;
    }

    /** Who asks and tells. */
    public Origin self() {
        return self;
    }

    /**
     * Asks the node called {@code node}.
     *
     * @param op one that its {@link Desk} knows
     * @param answer what comes back
     * @param patience how long to wait
     * @return completes with the answer; fails with {@link CommandFailure} if the node says that, with {@link MessageRefused} if the
     *     question is too large or the answer can't be read, and with a {@link io.vertx.core.eventbus.ReplyException} if there is
     *     no answer
     */
    public <A extends Record> Future<Envelope<A>> ask(
            String node, String op, Record question, Class<A> answer, Duration patience) {
        Buffer message;
        try {
            message = WireJson.write(self, op, question);
        } catch (MessageRefused tooLarge) {
            return Future.failedFuture(tooLarge);
        }
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(patience.toMillis());
        unanswered.incrementAndGet();
        return bus.request(addresses.node(node), message, options)
                .onComplete(done -> unanswered.decrementAndGet())
                .compose(reply -> answered(reply.body(), answer));
    }

    @SuppressWarnings("unchecked") // the body is read as that class
    private <A extends Record> Future<Envelope<A>> answered(@Nullable Object body, Class<A> answer) {
        try {
            Envelope<?> read =
                    WireJson.read(WireJson.body(body), Map.of(Desk.ANSWER, answer, Desk.FAILURE, Desk.Failure.class));
            return read.body() instanceof Desk.Failure failure
                    ? Future.failedFuture(failure.asCommandFailure())
                    : Future.succeededFuture((Envelope<A>) read);
        } catch (MessageRefused refused) {
            troubles.refused(refused);
            return Future.failedFuture(refused);
        }
    }

    /** How many questions to other nodes have no answer yet. */
    public int unanswered() {
        return unanswered.get();
    }

    /** Tells all nodes, this one too, how this one is. */
    public void publish(Buffer message) {
        bus.publish(addresses.status(), message, new DeliveryOptions().addHeader(SENDER, self.toString()));
    }

    /** Whether {@code message} was published here. Saves this node from reading what it has written. */
    public boolean isOwn(Message<?> message) {
        return self.toString().equals(message.headers().get(SENDER));
    }
}
