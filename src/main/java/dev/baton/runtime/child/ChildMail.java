package dev.baton.runtime.child;

import dev.baton.runtime.Messages;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child's side of the {@link MailRoom}. Event agents listen to the parent's event bus. What the agent sends by the event bus
 * of its own JVM stays there if somebody there listens to the address, and goes to the parent's if not; what it publishes goes
 * to both. Safe to use from any thread.
 */
final class ChildMail implements Messages {
    private static final Logger LOG = LoggerFactory.getLogger(ChildMail.class);
    /** Answers come by addresses of Vert.x's own. */
    private static final String OF_VERTX = "__vertx.";

    private final Vertx vertx;
    private final LocalAddresses addresses;
    private final Outbox outbox;
    private final Map<Integer, Consumer<Message<Object>>> listeners = new ConcurrentHashMap<>();
    private final Map<Long, String> replyAddresses = new ConcurrentHashMap<>();
    private final AtomicInteger listenersEver = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();

    ChildMail(Vertx vertx, LocalAddresses addresses, Outbox outbox) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.outbox = outbox;
        vertx.eventBus().addOutboundInterceptor(this::sending);
    }

    // ---------------------------------------------------------------------------------------------- to this agent

    @Override
    public Listener listen(String address, Consumer<Message<Object>> handler) {
        int number = listenersEver.incrementAndGet();
        listeners.put(number, handler);
        outbox.send(new FromChild.Listens(number, address));
        return new Listener() {
            @Override
            public void fetch() {
                outbox.send(new FromChild.Fetches(number));
            }

            @Override
            public void end() {
                listeners.remove(number);
                outbox.send(new FromChild.ListensNoMore(number));
            }
        };
    }

    void delivered(ToChild.Delivers delivers) {
        Consumer<Message<Object>> handler = listeners.get(delivers.listener());
        if (handler != null) {
            handler.accept(new DeliveredMessage(delivers, outbox));
        }
    }

    // ---------------------------------------------------------------------------------------------- from this agent

    private void sending(DeliveryContext<Object> sending) {
        Message<Object> message = sending.message();
        String address = message.address();
        boolean staysHere = address.startsWith(OF_VERTX) || (message.isSend() && addresses.has(address));
        if (!staysHere && forward(message)) {
            return;
        }
        sending.next();
    }

    /** Whether that is all there is to do. */
    private boolean forward(Message<Object> message) {
        String replyAddress = message.replyAddress();
        long request = replyAddress == null ? 0 : requests.incrementAndGet();
        Post.Body body;
        try {
            body = Post.body(message.body());
            if (replyAddress != null) {
                replyAddresses.put(request, replyAddress);
            }
            outbox.send(new FromChild.Sends(
                    request, message.address(), !message.isSend(), body, Post.headers(message.headers())));
        } catch (IllegalArgumentException e) {
            replyAddresses.remove(request);
            LOG.warn("A message stays in the agent's own JVM: {}", e.getMessage());
            return false;
        }
        return message.isSend();
    }

    void answered(ToChild.Answers answers) {
        @Nullable String replyAddress = replyAddresses.remove(answers.request());
        if (replyAddress != null) {
            Post.Failure failure = answers.failure();
            vertx.eventBus().send(replyAddress, failure == null ? Post.content(answers.body()) : Post.thrown(failure));
        }
    }
}
