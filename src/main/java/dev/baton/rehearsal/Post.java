package dev.baton.rehearsal;

import dev.baton.runtime.Messages;
import io.vertx.core.eventbus.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Brings a test's messages to those who listen; what nobody has fetched yet waits. */
final class Post implements Messages {
    private final List<Inbox> inboxes = new ArrayList<>();

    @Override
    public Listener listen(String address, Consumer<Message<Object>> handler) {
        Inbox inbox = new Inbox(address, handler);
        inboxes.add(inbox);
        return inbox;
    }

    /** The addresses that somebody listens at. */
    Set<String> addresses() {
        Set<String> addresses = new TreeSet<>();
        inboxes.forEach(inbox -> addresses.add(inbox.address));
        return addresses;
    }

    /** Brings {@code message} to all who listen at its address. */
    void deliver(Message<Object> message) {
        for (Inbox inbox : List.copyOf(inboxes)) {
            if (inbox.address.equals(message.address())) {
                inbox.take(message);
            }
        }
    }

    private final class Inbox implements Listener {
        private final String address;
        private final Consumer<Message<Object>> handler;
        private final Queue<Message<Object>> waiting = new ArrayDeque<>();
        private int wanted;

        Inbox(String address, Consumer<Message<Object>> handler) {
            this.address = address;
            this.handler = handler;
        }

        void take(Message<Object> message) {
            waiting.add(message);
            hand();
        }

        @Override
        public void fetch() {
            wanted++;
            hand();
        }

        private void hand() {
            while (wanted > 0 && !waiting.isEmpty()) {
                wanted--;
                handler.accept(waiting.remove());
            }
        }

        @Override
        public void end() {
            inboxes.remove(this);
        }
    }
}
