package dev.baton.runtime.program;

import dev.baton.agent.AgentSpec;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Mailbox;
import dev.baton.runtime.ProcessBodies;
import dev.baton.runtime.Signal;
import dev.baton.runtime.probe.Probes;
import dev.baton.runtime.tree.Trees;
import io.vertx.core.Context;
import java.util.function.LongSupplier;

/** Makes bodies that are programs. */
public final class ProgramBodies {
    private final Context loop;
    private final Trees trees;
    private final Output.Streams outputs;
    private final Probes probes;
    private final LongSupplier nanoTime;

    /**
     * For agents of the orchestrator on {@code loop}, whose output goes to {@code outputs}.
     *
     * @param nanoTime a clock that never goes back
     */
    public ProgramBodies(Context loop, Trees trees, Output.Streams outputs, Probes probes, LongSupplier nanoTime) {
        this.loop = loop;
        this.trees = trees;
        this.outputs = outputs;
        this.probes = probes;
        this.nanoTime = nanoTime;
    }

    /** A body for one start of the agent {@code spec}, which is a program; as {@link ProcessBodies#create}. */
    public Body create(AgentSpec spec, long incarnation, Gates gates, Mailbox<Signal> mailbox) {
        return new ProgramBody(spec, incarnation, gates, mailbox, loop, trees, outputs, probes, nanoTime);
    }
}
