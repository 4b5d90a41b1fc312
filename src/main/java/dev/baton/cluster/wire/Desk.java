package dev.baton.cluster.wire;

import dev.baton.command.CommandFailure;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a node answers what other nodes ask it: one address, a handler for each question. Belongs to the context that opened it;
 * handlers are called there and may complete anywhere. A handler's {@link CommandFailure} reaches whoever asked as such; anything
 * else that goes wrong is a 500 for it. At most {@value #MOST_AT_ONCE} questions are answered at a time, later ones get a 503.
 */
public final class Desk {
    /** What each answer is called. */
    public static final String ANSWER = "answer";

    static final String FAILURE = "failure";

    private static final Logger LOG = LoggerFactory.getLogger("baton.cluster");
    private static final int MOST_AT_ONCE = 1_000;
    /** Those of {@link CommandFailure}. */
    private static final Set<Integer> CODES = Set.of(400, 401, 403, 404, 409, 413, 500, 503, 504);

    private final EventBus bus;
    private final String address;
    private final Origin self;
    private final WireTroubles troubles;
    private final Map<String, Class<? extends Record>> questions = new HashMap<>();
    private final Map<String, Function<Envelope<?>, Future<? extends Record>>> handlers = new HashMap<>();
    private @Nullable MessageConsumer<?> consumer;
    private final AtomicInteger underWay = new AtomicInteger();

    /** What another node can't be given, in the words of {@link CommandFailure}. */
    record Failure(int code, String message) {
        /** A code that there is not counts as a failure within the other node. */
        CommandFailure asCommandFailure() {
            return CODES.contains(code) ? CommandFailure.told(code, message) : CommandFailure.internal(message);
        }
    }

    /** The desk of {@code self}. */
    public Desk(EventBus bus, Addresses addresses, Origin self, WireTroubles troubles) {
        this.bus = bus;
        this.address = addresses.node(self.node());
        this.self = self;
        this.troubles = troubles;
    }

    /**
     * From now on {@code handler} answers questions of {@code op}, with a record that goes into one message or is {@link Written}. Not to be called any more once this is open.
     */
    @SuppressWarnings("unchecked") // the body is read as what the question is registered with
    public <Q extends Record> Desk on(
            String op, Class<Q> question, Function<Envelope<Q>, Future<? extends Record>> handler) {
        questions.put(op, question);
        handlers.put(op, envelope -> handler.apply((Envelope<Q>) envelope));
        return this;
    }

    /** Begins to answer, on the current context. */
    public Future<Void> open() {
        MessageConsumer<Object> opened = bus.consumer(address, this::received);
        consumer = opened;
        return opened.completion();
    }

    /** Answers no more. */
    public Future<Void> close() {
        MessageConsumer<?> open = consumer;
        consumer = null;
        return open == null ? Future.succeededFuture() : open.unregister();
    }

    private void received(Message<Object> message) {
        try {
            answer(message, WireJson.read(WireJson.body(message.body()), questions));
        } catch (MessageRefused refused) {
            troubles.refused(refused);
            reply(message, FAILURE, new Failure(400, "the question was refused: " + refused.reason()));
        }
    }

    private void answer(Message<Object> message, Envelope<?> question) {
        if (underWay.get() >= MOST_AT_ONCE) {
            reply(message, FAILURE, new Failure(503, self.node() + " is busy: ask again in a moment"));
            return;
        }
        underWay.incrementAndGet();
        handled(question).onComplete(answer -> {
            underWay.decrementAndGet();
            if (answer.succeeded()) {
                reply(message, ANSWER, answer.result());
            } else {
                reply(message, FAILURE, failure(question.op(), answer.cause()));
            }
        });
    }

    private Future<? extends Record> handled(Envelope<?> question) {
        try {
            return Objects.requireNonNull(handlers.get(question.op())).apply(question);
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }

    private Failure failure(String op, Throwable cause) {
        if (cause instanceof CommandFailure failure) {
            return new Failure(failure.code(), failure.sentence());
        }
        LOG.atError().setCause(cause).log("The question '{}' of another node failed", op);
        return new Failure(500, self.node() + " failed to answer '" + op + "': its log has more");
    }

    private void reply(Message<Object> message, String op, Record body) {
        if (message.replyAddress() == null) {
            return;
        }
        try {
            message.reply(body instanceof Written written ? written.message() : WireJson.write(self, op, body));
        } catch (MessageRefused tooLarge) {
            reply(
                    message,
                    FAILURE,
                    new Failure(413, "the answer of " + self.node() + " is too large: " + tooLarge.reason()));
        }
    }
}
