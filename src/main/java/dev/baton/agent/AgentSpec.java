package dev.baton.agent;

import dev.baton.process.Executable;
import dev.baton.process.ProcessSpec;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Under what terms an agent is registered. Immutable; the {@code with…} methods make changed copies.
 *
 * @param name unique in its orchestrator: letters, digits, {@code . _ -}, at most 128, starting with a letter or digit
 * @param className what to call its class in listings
 * @param factory makes the agent anew for each start
 * @param config the agent's config; not to be changed
 * @param dependsOn the agents it waits for, and until when, in the order given
 * @param threading the kind of thread it works on
 * @param plugins its plugins, in the order they are initialised
 * @param supervision how it is looked after
 * @param process the process of its own that it is, null if it works on threads of Baton's
 */
public record AgentSpec(
        String name,
        String className,
        Supplier<? extends Agent> factory,
        JsonObject config,
        Map<String, Condition> dependsOn,
        Threading threading,
        List<PluginSpec> plugins,
        Supervision supervision,
        @Nullable ProcessSpec process) {
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}][\\p{Alnum}._-]{0,127}");

    /** Checks the name and copies the collections. */
    public AgentSpec {
        requireName(name);
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(factory, "factory");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(threading, "threading");
        Objects.requireNonNull(supervision, "supervision");
        dependsOn = dependsOn.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(dependsOn));
        plugins = List.copyOf(plugins);
        requireClasses(name, factory, plugins, process);
    }

    /** A JVM of its own can be told the names of classes, not how somebody's code makes objects. */
    private static void requireClasses(
            String name, Supplier<?> factory, List<PluginSpec> plugins, @Nullable ProcessSpec process) {
        if (process == null || process.executable() instanceof Executable.Program) {
            return;
        }
        if (!(factory instanceof AgentClass)) {
            throw new IllegalArgumentException("the agent '" + name + "' is made by code, which a JVM of its own can't"
                    + " call: register it by its class, AgentSpec.of(name, AgentClass.of(Type.class)), or leave it in a"
                    + " thread");
        }
        for (PluginSpec plugin : plugins) {
            if (!(plugin.factory() instanceof PluginClass)) {
                throw new IllegalArgumentException("the plugin '" + plugin.name() + "' of the agent '" + name
                        + "' is made by code, which a JVM of its own can't call: name its class,"
                        + " PluginSpec.of(PluginClass.of(Type.class), config), or leave the agent in a thread");
            }
        }
    }

    /** An agent of {@code type}, without config or dependencies. */
    public static AgentSpec of(String name, AgentClass type) {
        return of(name, type.name(), type);
    }

    /** An agent made by {@code factory}, without config or dependencies. */
    public static AgentSpec of(String name, String className, Supplier<? extends Agent> factory) {
        return new AgentSpec(
                name,
                className,
                factory,
                new JsonObject(),
                Map.of(),
                Threading.WORKER,
                List.of(),
                Supervision.DEFAULT,
                null);
    }

    /** A program, called by its command's first word in listings. */
    public static AgentSpec program(String name, ProcessSpec process) {
        if (!(process.executable() instanceof Executable.Program program)) {
            throw new IllegalArgumentException("the agent '" + name + "' has no class but its process is a Java");
        }
        return program(name, program.command().get(0), process);
    }

    /** A program, which has no class and no config of its own; in listings {@code shownAs} is in the place of its class. */
    public static AgentSpec program(String name, String shownAs, ProcessSpec process) {
        return of(name, shownAs, () -> {
                    throw new IllegalStateException("the agent '" + name + "' is a program: it has no Java object");
                })
                .withProcess(process);
    }

    /** Whether it is a program, and no Java agent. */
    public boolean isProgram() {
        return process != null && process.executable() instanceof Executable.Program;
    }

    /** In a process of its own, or, given null, on threads of Baton's. */
    public AgentSpec withProcess(@Nullable ProcessSpec newProcess) {
        return new AgentSpec(name, className, factory, config, dependsOn, threading, plugins, supervision, newProcess);
    }

    /** With another config, which is copied; null means empty. */
    public AgentSpec withConfig(@Nullable JsonObject newConfig) {
        JsonObject copy = newConfig == null ? new JsonObject() : newConfig.copy();
        return new AgentSpec(name, className, factory, copy, dependsOn, threading, plugins, supervision, process);
    }

    /** With one more dependency, or another condition for one it has. */
    public AgentSpec dependingOn(String dependency, Condition condition) {
        Map<String, Condition> more = new LinkedHashMap<>(dependsOn);
        more.put(dependency, condition);
        return new AgentSpec(name, className, factory, config, more, threading, plugins, supervision, process);
    }

    /** With these dependencies too; one it has already gets the condition given here. */
    public AgentSpec dependingOn(Map<String, Condition> dependencies) {
        Map<String, Condition> more = new LinkedHashMap<>(dependsOn);
        more.putAll(dependencies);
        return new AgentSpec(name, className, factory, config, more, threading, plugins, supervision, process);
    }

    /** With another kind of thread. */
    public AgentSpec withThreading(Threading newThreading) {
        return new AgentSpec(name, className, factory, config, dependsOn, newThreading, plugins, supervision, process);
    }

    /** With one more plugin. */
    public AgentSpec withPlugin(PluginSpec plugin) {
        List<PluginSpec> more = new ArrayList<>(plugins);
        more.add(plugin);
        return new AgentSpec(name, className, factory, config, dependsOn, threading, more, supervision, process);
    }

    /** Looked after in another way. */
    public AgentSpec withSupervision(Supervision newSupervision) {
        return new AgentSpec(name, className, factory, config, dependsOn, threading, plugins, newSupervision, process);
    }

    /** Under another name, such as that of a replica. */
    public AgentSpec withName(String newName) {
        return new AgentSpec(newName, className, factory, config, dependsOn, threading, plugins, supervision, process);
    }

    /**
     * The keys, as in a config file, whose values differ from those of {@code other}, in the order of the reference. Names
     * and factories are not compared, and of plugins only names and configs: whether their code is the same can't be
     * seen.
     */
    public Set<String> whatDiffers(AgentSpec other) {
        return SpecKeys.differing(this, other);
    }

    /** Whether one that runs under the terms of {@code other} has to be started anew to run under these. */
    public boolean needsStartAfter(AgentSpec other) {
        return SpecKeys.needStart(this, other);
    }

    /** Whether an agent can have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Refuses what is no agent's name with an IllegalArgumentException that quotes it and the rule. */
    public static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no agent name: use letters, digits, '.', '_' and '-',"
                    + " starting with a letter or digit, at most 128 characters");
        }
    }
}
