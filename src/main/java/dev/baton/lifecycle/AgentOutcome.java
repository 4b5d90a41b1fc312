package dev.baton.lifecycle;

/**
 * What came of a {@link Verb} for one agent.
 *
 * @param agent its name
 * @param result in a word
 * @param state where it is in its life now
 * @param reason why, or what to do about it; empty when there is nothing to say
 * @param node where; empty outside a cluster
 */
public record AgentOutcome(String agent, Result result, LifecycleState state, String reason, String node) {
    /** Outside a cluster. */
    public AgentOutcome(String agent, Result result, LifecycleState state, String reason) {
        this(agent, result, state, reason, "");
    }

    /** The same, on a node of a cluster. */
    public AgentOutcome on(String itsNode) {
        return new AgentOutcome(agent, result, state, reason, itsNode);
    }

    /** What came of it, in a word. */
    public enum Result {
        /** Told, without waiting for what comes of it. */
        ACCEPTED(true),
        /** It runs. */
        RUNNING(true),
        /** It will run when a slot is free. */
        QUEUED(true),
        /** It will run when its dependencies allow. */
        WAITING(true),
        /** It pauses. */
        PAUSED(true),
        /** It has ended well or was stopped. */
        ENDED(true),
        /** It has failed. */
        FAILED(false),
        /** It does not stop. */
        STUCK(false),
        /** It is not in a state for this; nothing was done. */
        REFUSED(false);

        private final boolean success;

        Result(boolean success) {
            this.success = success;
        }

        /** Whether this is what was wanted, or leads there. */
        public boolean isSuccess() {
            return success;
        }
    }
}
