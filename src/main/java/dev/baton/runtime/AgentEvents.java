package dev.baton.runtime;

import dev.baton.event.EventData;
import dev.baton.event.EventNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which events an agent may emit. Safe to use from any thread. */
public final class AgentEvents {
    /** Says in the data of a pool's event which member emitted it. */
    static final String MEMBER = "member";

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_MEMBER = 128;
    /** Baton's own names, under which the runtime tells what an agent says by other calls than {@code emit}. */
    private static final Set<String> OF_THE_RUNTIME = Set.of(
            EventNames.AGENT_PROGRESS,
            EventNames.AGENT_HEARTBEAT,
            EventNames.AGENT_UNHEALTHY,
            EventNames.AGENT_HEALTHY);

    private AgentEvents() {}

    /** @throws IllegalArgumentException if no agent may emit under {@code event}; the message says why */
    static void requireName(String event) {
        if (event.isBlank() || event.length() > LONGEST_NAME || event.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("'" + event + "' is no event name: use 1 to " + LONGEST_NAME
                    + " printable characters, by custom in upper case such as ORDER_PAID");
        }
        if (EventNames.RESERVED.contains(event)) {
            throw new IllegalArgumentException(
                    "'" + event
                            + "' is an event of Baton's own: choose another name, or call progress(), heartbeat() or unhealthy()");
        }
    }

    /**
     * For what an agent's runtime has told from another JVM, where the same has been checked by code that need not be Baton's.
     *
     * @param data what came with it, with the name of the pool's member if there is one, which does not count
     * @throws IllegalArgumentException if it can't be of that runtime; the message says why, and quotes what was told
     */
    public static void requireToldByRuntime(String event, Map<String, Object> data) {
        if (!OF_THE_RUNTIME.contains(event)) {
            requireName(event);
        }
        Map<String, Object> own = new LinkedHashMap<>(data);
        if (own.get(MEMBER) instanceof String member && member.length() <= LONGEST_MEMBER) {
            own.remove(MEMBER);
        }
        EventData.copyOf(own);
    }
}
