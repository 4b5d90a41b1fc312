package dev.baton.runtime;

import dev.baton.agent.AgentLogger;
import dev.baton.agent.Plugin;
import dev.baton.agent.PluginOwner;
import dev.baton.agent.PluginSpec;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The plugins of one start of one owner: initialised in order, finished in reverse, each failure told and none hiding
 * another. Used by one thread at a time.
 */
public final class PluginChain {
    private final List<Made> made = new ArrayList<>();
    private final Deque<Made> initialized = new ArrayDeque<>();
    private final List<Failure> failures = new ArrayList<>();

    /** Makes the plugins of {@code specs}, then adds {@code own}. A factory that throws is a failure like any other. */
    public PluginChain(String owner, AgentLogger logger, Vertx vertx, List<PluginSpec> specs, List<Plugin> own) {
        for (PluginSpec spec : specs) {
            try {
                made.add(new Made(spec.factory().get(), new PluginOwner(owner, spec.config(), logger, vertx)));
            } catch (Exception | LinkageError e) {
                failures.add(new Failure(spec.name(), "constructor", e));
            }
        }
        for (Plugin plugin : own) {
            made.add(new Made(plugin, new PluginOwner(owner, new JsonObject(), logger, vertx)));
        }
    }

    /** Initialises all of them, also after one has failed, and returns what failed. */
    public List<Failure> initialize() {
        for (Made each : made) {
            try {
                each.plugin.initialize(each.owner);
                initialized.push(each);
            } catch (Throwable e) {
                failures.add(new Failure(nameOf(each.plugin), "initialize", e));
            }
        }
        return List.copyOf(failures);
    }

    /** Finishes, in reverse order, those that were initialised, and returns what failed. A second call does nothing. */
    public List<Failure> finish() {
        List<Failure> failed = new ArrayList<>();
        while (!initialized.isEmpty()) {
            Made last = initialized.pop();
            try {
                last.plugin.finish(last.owner);
            } catch (Throwable e) {
                failed.add(new Failure(nameOf(last.plugin), "finish", e));
            }
        }
        return failed;
    }

    /** The first initialised plugin that is a {@code type}. */
    public <P extends Plugin> Optional<P> find(Class<P> type) {
        return made.stream()
                .filter(initialized::contains)
                .map(Made::plugin)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static String nameOf(Plugin plugin) {
        try {
            return plugin.name();
        } catch (RuntimeException e) {
            return plugin.getClass().getName();
        }
    }

    private record Made(Plugin plugin, PluginOwner owner) {}

    /**
     * A plugin failed.
     *
     * @param plugin its name
     * @param step what it was doing
     * @param thrown what it threw
     */
    public record Failure(String plugin, String step, Throwable thrown) {
        /** As a sentence. */
        public String message() {
            return "plugin " + plugin + " failed in " + step + ": " + thrown;
        }
    }
}
