package dev.baton.runtime.child;

import dev.baton.agent.AgentSpec;
import dev.baton.runtime.Body;
import dev.baton.runtime.EmitCredits;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Mailbox;
import dev.baton.runtime.ProcessBodies;
import dev.baton.runtime.Signal;
import dev.baton.runtime.probe.Probes;
import dev.baton.runtime.program.Output;
import dev.baton.runtime.tree.Trees;
import dev.baton.settings.ValidationPolicy;
import io.vertx.core.Context;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Makes bodies that are JVMs of their own. */
public final class ChildBodies {
    private final Nursery nursery;

    /**
     * For agents of one orchestrator.
     *
     * @param loop whose event loop is the orchestrator's
     * @param trees begins their processes; closed by whoever made it
     * @param outputs takes what they write
     * @param probes looks after their processes; closed by whoever made it
     * @param loader loads agent classes here, and says where a child finds them
     * @param policy judges findings at an agent's start
     * @param secrets makes what only one child is told, anew each time; called on any thread
     * @param nanoTime a clock that never goes back
     * @param mainClass the class whose main method calls {@link ChildRun}
     */
    public ChildBodies(
            Context loop,
            Trees trees,
            Output.Streams outputs,
            Probes probes,
            ClassLoader loader,
            ValidationPolicy policy,
            Supplier<String> secrets,
            LongSupplier nanoTime,
            String mainClass) {
        nursery = new Nursery(
                loop, trees, outputs, probes, loader, policy, secrets, nanoTime, mainClass, EmitCredits.overAll());
    }

    /** A body for one start of the agent {@code spec}, which has a JVM of its own; as {@link ProcessBodies#create}. */
    public Body create(AgentSpec spec, long incarnation, Gates gates, Mailbox<Signal> mailbox) {
        return new ChildBody(spec, incarnation, gates, mailbox, nursery);
    }
}
