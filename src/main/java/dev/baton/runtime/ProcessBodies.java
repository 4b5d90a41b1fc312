package dev.baton.runtime;

import dev.baton.agent.AgentSpec;
import dev.baton.settings.ValidationPolicy;
import io.vertx.core.Context;
import io.vertx.core.Future;

/**
 * Makes bodies that are processes of their own. Its methods are called on the orchestrator's event loop, and so are those of
 * the bodies; none of them waits.
 */
public interface ProcessBodies {

    /** A body for one start of the agent {@code spec}, which has a process, answering through {@code mailbox}. */
    Body create(AgentSpec spec, long incarnation, Gates gates, Mailbox<Signal> mailbox);

    /** Completes when nothing of any process is left, and releases what bodies share. */
    Future<Void> close();

    /** Makes them for one orchestrator. */
    interface Factory {
        /**
         * For one orchestrator.
         *
         * @param name what it is called
         * @param loop whose event loop is the orchestrator's
         * @param loader loads agent classes
         * @param policy judges findings at an agent's start
         */
        ProcessBodies on(String name, Context loop, ClassLoader loader, ValidationPolicy policy);
    }
}
