package dev.baton.launcher;

import dev.baton.agent.AgentSpec;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Mailbox;
import dev.baton.runtime.ProcessBodies;
import dev.baton.runtime.Signal;
import dev.baton.runtime.child.ChildBodies;
import dev.baton.runtime.probe.Probes;
import dev.baton.runtime.program.Output;
import dev.baton.runtime.program.ProgramBodies;
import dev.baton.runtime.tree.Keeping;
import dev.baton.runtime.tree.Trees;
import dev.baton.settings.ValidationPolicy;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Puts together what agents that are processes of their own need. */
final class ProcessesOfAgents implements ProcessBodies {
    private static final int SECRET_BYTES = 32;

    private static final Output NOWHERE = new Output() {
        @Override
        public void accept(byte[] chunk, int offset, int length) {
            // Read so that the process can go on.
        }

        @Override
        public void end() {
            // Nothing was kept.
        }
    };

    /** Whatever is written is read and forgotten. */
    static final Output.Streams NO_OUTPUTS = (agent, isError) -> NOWHERE;

    private final Trees trees;
    private final Probes probes;
    private final ProgramBodies programs;
    private final ChildBodies children;

    private ProcessesOfAgents(Trees trees, Probes probes, ProgramBodies programs, ChildBodies children) {
        this.trees = trees;
        this.probes = probes;
        this.programs = programs;
        this.children = children;
    }

    /** For an orchestrator with the usual settings, whose agents' output is read, but kept nowhere. */
    static ProcessBodies on(String name, Context loop, ClassLoader loader, ValidationPolicy policy) {
        return on(
                loop, loader, policy, StateFolders.keeping(OrchestratorSettings.DEFAULT, System.getenv()), NO_OUTPUTS);
    }

    /** For agents whose output goes to {@code outputs}. */
    static ProcessBodies on(
            Context loop, ClassLoader loader, ValidationPolicy policy, Keeping keeping, Output.Streams outputs) {
        Trees trees = new Trees(keeping);
        Probes probes = new Probes(loop, trees, System::nanoTime);
        return new ProcessesOfAgents(
                trees,
                probes,
                new ProgramBodies(loop, trees, outputs, probes, System::nanoTime),
                new ChildBodies(
                        loop,
                        trees,
                        outputs,
                        probes,
                        loader,
                        policy,
                        ProcessesOfAgents::secret,
                        System::nanoTime,
                        ChildMain.class.getName()));
    }

    private static String secret() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public Body create(AgentSpec spec, long incarnation, Gates gates, Mailbox<Signal> mailbox) {
        return spec.isProgram()
                ? programs.create(spec, incarnation, gates, mailbox)
                : children.create(spec, incarnation, gates, mailbox);
    }

    @Override
    public Future<Void> close() {
        probes.close();
        return Future.fromCompletionStage(trees.end());
    }
}
