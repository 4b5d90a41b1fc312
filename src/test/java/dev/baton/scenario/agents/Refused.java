package dev.baton.scenario.agents;

import dev.baton.agent.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Classes that no agent can be made of. */
public final class Refused {
    private Refused() {}

    /** Isn't finished. */
    public abstract static class Half extends Agent {}

    /** Can't be made. */
    public static class Explosive extends Agent {
        public Explosive() {
            throw new IllegalStateException("boom");
        }

        @Override
        protected void execute() {}
    }

    /** Leaves a file called {@code witness} where it ran. */
    public static class Witness extends Agent {
        @Override
        protected void setup() throws IOException {
            Files.writeString(Path.of("witness"), "I ran");
        }

        @Override
        protected void execute() {}
    }
}
