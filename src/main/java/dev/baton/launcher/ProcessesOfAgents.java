package dev.baton.launcher;

import dev.baton.runtime.ProcessBodies;
import dev.baton.runtime.program.Output;
import dev.baton.runtime.program.ProgramBodies;
import dev.baton.runtime.tree.Trees;
import io.vertx.core.Context;

/** Puts together what agents that are processes of their own need. */
final class ProcessesOfAgents {
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

    private ProcessesOfAgents() {}

    static ProcessBodies on(String name, Context loop) {
        return new ProgramBodies(loop, new Trees(), (agent, isError) -> NOWHERE, System::nanoTime);
    }
}
