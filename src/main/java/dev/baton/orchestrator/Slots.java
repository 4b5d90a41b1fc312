package dev.baton.orchestrator;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The worker slots and the queue for them: first in, first out, but who comes back from a failure stands in front. */
final class Slots {
    private final Set<AgentRecord> returning = new LinkedHashSet<>();
    private final Set<AgentRecord> queue = new LinkedHashSet<>();
    private int all;
    private int used;

    Slots(int all) {
        this.all = all;
    }

    /** Puts {@code agent} at the end of the queue; returns whether there is a slot for it right away. */
    boolean enqueue(AgentRecord agent) {
        return add(queue, agent);
    }

    /** Puts {@code agent} behind the others that came back, before all who are new; returns as {@link #enqueue}. */
    boolean enqueueInFront(AgentRecord agent) {
        return add(returning, agent);
    }

    private boolean add(Set<AgentRecord> where, AgentRecord agent) {
        int before = returning.size() + (where == queue ? queue.size() : 0);
        where.add(agent);
        return used + before < all;
    }

    /** Takes {@code agent} out of the queue, if it is there. */
    void leave(AgentRecord agent) {
        if (!queue.remove(agent)) {
            returning.remove(agent);
        }
    }

    /** Gives a free slot to the first in the queue; null if there is no free slot or nobody waits. */
    @Nullable
    AgentRecord take() {
        Set<AgentRecord> from = returning.isEmpty() ? queue : returning;
        if (used >= all || from.isEmpty()) {
            return null;
        }
        AgentRecord first = from.iterator().next();
        from.remove(first);
        used++;
        return first;
    }

    /** Whether {@link #take()} would give one. */
    boolean canTake() {
        return used < all && !(queue.isEmpty() && returning.isEmpty());
    }

    /** One who had a slot has ended. */
    void giveBack() {
        used--;
    }

    /** How many there are. */
    int all() {
        return all;
    }

    /** From now on there are so many. Who has one keeps it, even if there are fewer now than are used. */
    void resize(int newAll) {
        all = newAll;
    }
}
