package dev.baton.runtime.child;

import dev.baton.runtime.BusMessages;
import dev.baton.runtime.Messages;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages between Baton's event bus and one child: those that the child fetches for its event agents, with their
 * answers, and those that it sends, with theirs. For the orchestrator's event loop.
 */
final class MailRoom {
    private static final Logger LOG = LoggerFactory.getLogger(MailRoom.class);
    private static final int MOST_LISTENERS = 1_000;
    private static final int MOST_UNANSWERED = 1_000;
    private static final int MOST_REQUESTS = 1_000;
    /** The child gives up by itself, by its own timeout; this only bounds how long it is remembered. */
    private static final long LONGEST_REQUEST = TimeUnit.MINUTES.toMillis(5);

    private final String agent;
    private final EventBus bus;
    private final Messages messages;
    private final Outbox outbox;
    private final Map<Integer, Messages.Listener> listeners = new HashMap<>();
    private final Map<Long, Message<Object>> unanswered = new LinkedHashMap<>();
    private long delivered;
    private int requests;

    MailRoom(String agent, Vertx vertx, Outbox outbox) {
        this.agent = agent;
        this.bus = vertx.eventBus();
        this.messages = new BusMessages(vertx);
        this.outbox = outbox;
    }

    /** Whether there was room for one more. */
    boolean listens(FromChild.Listens listens) {
        if (listeners.size() >= MOST_LISTENERS || listeners.containsKey(listens.listener())) {
            return false;
        }
        listeners.put(
                listens.listener(),
                messages.listen(listens.address(), message -> deliver(listens.listener(), message)));
        return true;
    }

    void fetches(int listener) {
        Messages.Listener present = listeners.get(listener);
        if (present != null) {
            present.fetch();
        }
    }

    void listensNoMore(int listener) {
        Messages.Listener former = listeners.remove(listener);
        if (former != null) {
            former.end();
        }
    }

    /** The child is no more. */
    void close() {
        listeners.values().forEach(Messages.Listener::end);
        listeners.clear();
        unanswered.clear();
    }

    private void deliver(int listener, Message<Object> message) {
        boolean wantsAnswer = message.replyAddress() != null;
        long number = wantsAnswer ? ++delivered : 0;
        try {
            outbox.send(new ToChild.Delivers(
                    listener,
                    number,
                    message.address(),
                    message.isSend(),
                    Post.body(message.body()),
                    Post.headers(message.headers())));
        } catch (IllegalArgumentException e) {
            LOG.warn("A message to the agent {} is left out: {}", agent, e.getMessage());
            message.fail(-1, String.valueOf(e.getMessage()));
            fetches(listener);
            return;
        }
        if (wantsAnswer) {
            unanswered.put(number, message);
            if (unanswered.size() > MOST_UNANSWERED) {
                unanswered.remove(unanswered.keySet().iterator().next());
            }
        }
    }

    void replies(FromChild.Replies reply) {
        Message<Object> message = unanswered.remove(reply.message());
        Post.Failure failure = reply.failure();
        if (message == null) {
            return;
        }
        if (failure == null) {
            message.reply(Post.content(reply.body()));
        } else {
            message.fail(failure.code(), failure.message());
        }
    }

    void sends(FromChild.Sends sent) {
        DeliveryOptions options = new DeliveryOptions().setHeaders(Post.headers(sent.headers()));
        Object body = Post.content(sent.body());
        if (sent.isPublished()) {
            bus.publish(sent.address(), body, options);
        } else if (sent.request() == 0) {
            bus.send(sent.address(), body, options);
        } else if (requests >= MOST_REQUESTS) {
            answer(
                    sent.request(),
                    Post.nothing(),
                    new Post.Failure(
                            ReplyFailure.ERROR,
                            -1,
                            MOST_REQUESTS + " requests of the agent " + agent
                                    + " wait for answers already: ask fewer at once"));
        } else {
            request(sent, body, options.setSendTimeout(LONGEST_REQUEST));
        }
    }

    private void request(FromChild.Sends sent, @Nullable Object body, DeliveryOptions options) {
        requests++;
        bus.request(sent.address(), body, options).onComplete(answer -> {
            requests--;
            try {
                if (answer.failed()) {
                    answer(sent.request(), Post.nothing(), Post.failure(answer.cause()));
                } else {
                    answer(sent.request(), Post.body(answer.result().body()), null);
                }
            } catch (IllegalArgumentException e) {
                answer(sent.request(), Post.nothing(), Post.failure(e));
            }
        });
    }

    private void answer(long request, Post.Body body, Post.@Nullable Failure failure) {
        outbox.send(new ToChild.Answers(request, body, failure));
    }
}
