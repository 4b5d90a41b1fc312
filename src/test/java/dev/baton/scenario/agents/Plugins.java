package dev.baton.scenario.agents;

import dev.baton.agent.Plugin;
import dev.baton.agent.PluginOwner;

/** Plugins that say what is done to them. */
public final class Plugins {
    private Plugins() {}

    /** Works. */
    public static class First implements Plugin {
        @Override
        public void initialize(PluginOwner owner) {
            owner.logger().info("{} initialized for {} with {}", name(), owner.name(), owner.config());
        }

        @Override
        public void finish(PluginOwner owner) {
            owner.logger().info("{} finished for {}", name(), owner.name());
        }
    }

    /** Works as well. */
    public static class Second extends First {}

    /** Works until it is finished. */
    public static class Untidy extends First {
        @Override
        public void finish(PluginOwner owner) {
            throw new IllegalStateException("can't tidy up");
        }
    }

    /** Fails. */
    public static class Broken extends First {
        @Override
        public void initialize(PluginOwner owner) {
            throw new IllegalStateException("no connection");
        }
    }
}
