package dev.baton.config;

import dev.baton.agent.Agent;
import dev.baton.agent.LoopingAgent;
import dev.baton.agent.PeriodicAgent;
import dev.baton.agent.Plugin;
import dev.baton.agent.PluginOwner;
import dev.baton.settings.Findings;
import org.jspecify.annotations.Nullable;

/** Agents and plugins for config files to name. */
public final class TestAgents {
    private TestAgents() {}

    public static class Idle extends Agent {
        @Override
        protected void execute() {}
    }

    public static class Loop extends LoopingAgent {
        @Override
        protected void cycle() {}
    }

    public static class Weather extends PeriodicAgent {
        public record Settings(String city, @Nullable String password) {}

        @Override
        protected Class<? extends Record> configType() {
            return Settings.class;
        }

        @Override
        protected void runner() {}
    }

    public static class Strict extends Agent {
        @Override
        protected void validate(Findings findings) {
            findings.warning("password", "password " + context().config().getString("password") + " is too simple");
        }

        @Override
        protected void execute() {}
    }

    public abstract static class Half extends Agent {}

    public static class Explosive extends Agent {
        public Explosive() {
            throw new IllegalStateException("boom");
        }

        @Override
        protected void execute() {}
    }

    public static class Bottomless extends Agent {
        @Override
        protected void validate(Findings findings) {
            throw new AssertionError("no ground");
        }

        @Override
        protected void execute() {}
    }

    public static class Tracer implements Plugin {
        @Override
        public void initialize(PluginOwner owner) {}
    }
}
