package dev.baton.orchestrator;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The worker slots and the queue for them, first in, first out. */
final class Slots {
    private final int all;
    private final Set<AgentRecord> queue = new LinkedHashSet<>();
    private int used;

    Slots(int all) {
        this.all = all;
    }

    /** Puts {@code agent} at the end of the queue; returns whether there is a slot for it right away. */
    boolean enqueue(AgentRecord agent) {
        boolean atOnce = used + queue.size() < all;
        queue.add(agent);
        return atOnce;
    }

    /** Takes {@code agent} out of the queue, if it is there. */
    void leave(AgentRecord agent) {
        queue.remove(agent);
    }

    /** Gives a free slot to the first in the queue; null if there is no free slot or nobody waits. */
    @Nullable
    AgentRecord take() {
        if (used == all || queue.isEmpty()) {
            return null;
        }
        AgentRecord first = queue.iterator().next();
        queue.remove(first);
        used++;
        return first;
    }

    /** One who had a slot has ended. */
    void giveBack() {
        used--;
    }
}
