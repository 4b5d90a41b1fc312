package dev.baton.control.systemd;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** Keeps in order what found no room, until it does. Of more than a few the oldest is forgotten: what comes later counts. */
final class Outbox {
    private static final int MOST = 8;

    private final Predicate<String> channel;
    private final Deque<String> unsaid = new ArrayDeque<>();

    /** @param channel tells whether what it is given found room */
    Outbox(Predicate<String> channel) {
        this.channel = channel;
    }

    /** Says it now, or after what waits already. */
    void say(String words) {
        if (unsaid.size() == MOST) {
            unsaid.removeFirst();
        }
        unsaid.addLast(words);
        flush();
    }

    /** Says what waits, as far as there is room. */
    void flush() {
        while (!unsaid.isEmpty() && channel.test(unsaid.getFirst())) {
            unsaid.removeFirst();
        }
    }

    boolean isEmpty() {
        return unsaid.isEmpty();
    }
}
