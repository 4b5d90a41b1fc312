package dev.baton.event;

import java.util.Set;

/** The names of Baton's own events. Agents may emit events with other names. */
public final class EventNames {
    /** The orchestrator has begun to start agents. */
    public static final String ORCHESTRATOR_STARTED = "ORCHESTRATOR_STARTED";
    /** No agent is left that could still run. */
    public static final String ALL_AGENTS_TERMINATED = "ALL_AGENTS_TERMINATED";
    /** Stopping has begun. */
    public static final String SHUTDOWN = "SHUTDOWN";
    /** The file of the command socket had gone and was made anew. */
    public static final String COMMAND_SOCKET_REBOUND = "COMMAND_SOCKET_REBOUND";
    /** The file of the command socket has gone and can't be made anew. */
    public static final String COMMAND_SOCKET_LOST = "COMMAND_SOCKET_LOST";

    /** An agent is known. */
    public static final String AGENT_REGISTERED = "AGENT_REGISTERED";
    /** An agent waits for a slot or a dependency; the data says for what. */
    public static final String AGENT_QUEUED = "AGENT_QUEUED";
    /** An agent got its slot and begins its start. */
    public static final String AGENT_STARTED = "AGENT_STARTED";
    /** An agent's setup is done. */
    public static final String AGENT_READY = "AGENT_READY";
    /** An agent said that it is alive. */
    public static final String AGENT_HEARTBEAT = "AGENT_HEARTBEAT";
    /** An agent said how far it is. */
    public static final String AGENT_PROGRESS = "AGENT_PROGRESS";
    /** An agent said that something keeps it from its work; the data says what. */
    public static final String AGENT_UNHEALTHY = "AGENT_UNHEALTHY";
    /** An agent said that nothing keeps it from its work any more. */
    public static final String AGENT_HEALTHY = "AGENT_HEALTHY";
    /** An agent pauses. */
    public static final String AGENT_PAUSED = "AGENT_PAUSED";
    /** An agent goes on. */
    public static final String AGENT_RESUMED = "AGENT_RESUMED";
    /** Something of an agent failed; the data names the part and what it threw. */
    public static final String AGENT_ERROR = "AGENT_ERROR";
    /** An agent took longer than it may. */
    public static final String AGENT_TIMEOUT = "AGENT_TIMEOUT";
    /** An agent waits before its next try. */
    public static final String AGENT_BACKOFF = "AGENT_BACKOFF";
    /** An agent failed too often. */
    public static final String AGENT_CRASH_LOOP = "AGENT_CRASH_LOOP";
    /** An agent was asked to stop; the data says why. One that ends by itself has no such event. */
    public static final String AGENT_STOPPING = "AGENT_STOPPING";
    /** An agent ignored its stop. */
    public static final String AGENT_STUCK = "AGENT_STUCK";
    /** An agent's life ended; the data has its termination status and reason. */
    public static final String AGENT_TERMINATED = "AGENT_TERMINATED";

    /** An agent's lines are no longer written to its file; the data says why. */
    public static final String AGENT_LOG_STOPPED = "AGENT_LOG_STOPPED";
    /** An agent's lines are written to its file again; the data says how many are missing in it. */
    public static final String AGENT_LOG_RESUMED = "AGENT_LOG_RESUMED";

    /** Somebody asked for something; the data says who, what, and what came of it. */
    public static final String COMMAND_EXECUTED = "COMMAND_EXECUTED";
    /** A node came. */
    public static final String NODE_JOINED = "NODE_JOINED";
    /** A node went. */
    public static final String NODE_LEFT = "NODE_LEFT";
    /** An agent runs on another node now. */
    public static final String AGENT_FAILED_OVER = "AGENT_FAILED_OVER";
    /** Too few nodes are left to agree. */
    public static final String QUORUM_LOST = "QUORUM_LOST";
    /** Enough nodes are back to agree. */
    public static final String QUORUM_REGAINED = "QUORUM_REGAINED";

    /** All names above: agents may not emit under them. */
    public static final Set<String> RESERVED = Set.of(
            ORCHESTRATOR_STARTED,
            ALL_AGENTS_TERMINATED,
            SHUTDOWN,
            COMMAND_SOCKET_REBOUND,
            COMMAND_SOCKET_LOST,
            AGENT_REGISTERED,
            AGENT_QUEUED,
            AGENT_STARTED,
            AGENT_READY,
            AGENT_HEARTBEAT,
            AGENT_PROGRESS,
            AGENT_UNHEALTHY,
            AGENT_HEALTHY,
            AGENT_PAUSED,
            AGENT_RESUMED,
            AGENT_ERROR,
            AGENT_TIMEOUT,
            AGENT_BACKOFF,
            AGENT_CRASH_LOOP,
            AGENT_STOPPING,
            AGENT_STUCK,
            AGENT_TERMINATED,
            AGENT_LOG_STOPPED,
            AGENT_LOG_RESUMED,
            COMMAND_EXECUTED,
            NODE_JOINED,
            NODE_LEFT,
            AGENT_FAILED_OVER,
            QUORUM_LOST,
            QUORUM_REGAINED);

    /** Agents' words about themselves; they move nobody. */
    private static final Set<String> TALK = Set.of(AGENT_HEARTBEAT, AGENT_PROGRESS);

    /** Whether an event of that name can go with a change of an agent's or the orchestrator's state. */
    public static boolean canChangeState(String name) {
        return RESERVED.contains(name) && !TALK.contains(name);
    }

    /** Whether an event of that name tells of how well an agent says that it is. */
    public static boolean isOfHealth(String name) {
        return name.equals(AGENT_UNHEALTHY) || name.equals(AGENT_HEALTHY);
    }

    private EventNames() {}
}
