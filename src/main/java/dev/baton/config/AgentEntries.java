package dev.baton.config;

import dev.baton.agent.AgentClass;
import dev.baton.agent.AgentHooks;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.agent.PluginClass;
import dev.baton.agent.PluginSpec;
import dev.baton.agent.Threading;
import dev.baton.logging.AgentLogs;
import dev.baton.orchestrator.PluginSettings;
import dev.baton.runtime.watch.Globs;
import dev.baton.settings.Findings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes specifications of the section {@code agents}. */
final class AgentEntries {
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private final ClassLoader loader;
    private final int javaVersion;
    private final WrittenAgents written;
    private final Findings findings;
    private final Map<String, AgentLogs> logs = new HashMap<>();
    private final Map<String, Globs> watched = new HashMap<>();

    /** @param javaVersion the feature version of the Java that is to run the agents */
    AgentEntries(ClassLoader loader, int javaVersion, WrittenAgents written, Findings findings) {
        this.loader = loader;
        this.javaVersion = javaVersion;
        this.written = written;
        this.findings = findings;
    }

    /** The agents that could be made, in the order they are written. */
    List<AgentSpec> specs() {
        List<AgentSpec> specs = new ArrayList<>();
        Set<String> refused = new HashSet<>();
        for (WrittenAgent agent : written.all()) {
            Findings here = findings.at(agent.path());
            // Of a replica that can't be made either there is nothing new to tell.
            if (refused.contains(agent.template()) || !isName(agent.name(), here)) {
                continue;
            }
            if (agent.entry() instanceof JsonObject entry) {
                spec(agent, entry, here).ifPresentOrElse(specs::add, () -> refused.add(agent.template()));
            } else {
                here.error(
                        "",
                        "'" + agent.name()
                                + "' must be a map: give it at least its class, {class: com.acme.Agent}, or its"
                                + " command, {command: [\"./serve.sh\"]}");
            }
        }
        return specs;
    }

    /** What agents say of their log files, as far as they could be made. */
    Map<String, AgentLogs> logs() {
        return logs;
    }

    /** What restarts the agents that have been made, by their names. */
    Map<String, Globs> watched() {
        return watched;
    }

    private static boolean isName(String name, Findings here) {
        try {
            AgentSpec.requireName(name);
            return true;
        } catch (IllegalArgumentException e) {
            here.error("", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private Optional<AgentSpec> spec(WrittenAgent agent, JsonObject keys, Findings here) {
        JsonObject entry = LaterKeys.refuse(keys, here);
        JsonObject ofProcess = ProcessEntry.take(entry);
        AgentEntry mapped = WhatCanBeMapped.of(
                knownKeys(entry, here),
                agent.path(),
                agent.alternatives(),
                AgentEntry.class,
                findings,
                AgentEntry.DEFAULT);
        ProcessEntry process = WhatCanBeMapped.of(
                ofProcess, agent.path(), agent.alternatives(), ProcessEntry.class, findings, ProcessEntry.DEFAULT);
        ProcessKeys.check(keys, process, here);
        if (mapped.logs() != null) {
            logs.put(agent.name(), mapped.logs());
        }
        if (!mapped.watch().globs().isEmpty()) {
            watched.put(agent.name(), mapped.watch().globs());
        }
        if (process.command() != null) {
            return Optional.of(
                    AgentSpec.program(agent.name(), process.command().shown(), process.spec(process.command()))
                            .withSupervision(mapped.supervision(process.successExitCodes()))
                            .dependingOn(written.onReplicas(mapped.dependsOn().conditions(), here)));
        }
        if (mapped.type() != null) {
            return spec(agent, mapped, process, here);
        }
        if (!isGiven(keys, "command") && !isGiven(keys, "class")) {
            here.error(
                    "",
                    "it says neither 'class' nor 'command': name the agent's Java class, such as class: com.acme.Agent,"
                            + " or a program, such as command: [\"./serve.sh\"]");
        }
        return Optional.empty();
    }

    private static boolean isGiven(JsonObject keys, String key) {
        return keys.getValue(key) != null;
    }

    /** Whom an agent depends on, as far as that can be read, also of an agent that can't be made. */
    Map<String, Condition> dependencies(@Nullable Object keys) {
        if (!(keys instanceof JsonObject entry && entry.containsKey("dependsOn"))) {
            return Map.of();
        }
        JsonObject only = new JsonObject().put("dependsOn", entry.getValue("dependsOn"));
        // What can't be read has been told when the agent was to be made.
        AgentEntry mapped = WhatCanBeMapped.of(only, AgentEntry.class, new Findings(), AgentEntry.DEFAULT);
        return written.onReplicas(mapped.dependsOn().conditions(), new Findings());
    }

    private JsonObject knownKeys(JsonObject entry, Findings here) {
        Set<String> own = RecordMapper.keys(AgentEntry.class);
        Set<String> known = new LinkedHashSet<>(own);
        known.addAll(RecordMapper.keys(ProcessEntry.class));
        known.addAll(LaterKeys.names());
        JsonObject rest = new JsonObject();
        for (String key : entry.fieldNames()) {
            if (own.contains(key)) {
                rest.put(key, entry.getValue(key));
            } else {
                here.error(key, RecordMapper.unknownKey(key, known));
            }
        }
        return rest;
    }

    private Optional<AgentSpec> spec(WrittenAgent agent, AgentEntry entry, ProcessEntry process, Findings here) {
        AgentSpec spec;
        try {
            spec = AgentSpec.of(agent.name(), AgentClass.load(String.valueOf(entry.type()), loader))
                    .withConfig(entry.config())
                    .withThreading(threading(entry.threading(), here))
                    .withSupervision(entry.supervision(process.successExitCodes()))
                    .withProcess(process.isolation() == Isolation.PROCESS ? process.spec(process.jvm()) : null)
                    .dependingOn(written.onReplicas(entry.dependsOn().conditions(), here));
        } catch (AgentClass.Refused e) {
            here.error("class", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        for (PluginSpec plugin : plugins(entry.plugins(), here)) {
            spec = spec.withPlugin(plugin);
        }
        return Optional.of(checked(spec, agent));
    }

    /** Checks the agent's config, and if need be reads lone expressions in it the other way. */
    private AgentSpec checked(AgentSpec spec, WrittenAgent agent) {
        String path = agent.path();
        Alternatives alternatives = agent.alternatives();
        Findings first = new Findings();
        check(spec, first.at(path));
        Set<String> doubtful = alternatives.among(first.all());
        AgentSpec other = spec;
        Findings last = first;
        if (!doubtful.isEmpty()) {
            other = spec.withConfig(alternatives.swap(spec.config(), Places.join(path, "config"), doubtful));
            last = new Findings();
            check(other, last.at(path));
        }
        last.all().forEach(found -> findings.add(found.severity(), found.path(), found.message()));
        return other;
    }

    private void check(AgentSpec spec, Findings here) {
        try {
            AgentHooks.check(spec, loader, here);
        } catch (AssertionError | StackOverflowError e) {
            here.error("", "validate() of " + spec.className() + " threw " + e + ": it must add findings instead");
        }
    }

    private Threading threading(Threading wanted, Findings here) {
        if (wanted == Threading.VIRTUAL && javaVersion < FIRST_WITH_VIRTUAL_THREADS) {
            here.error(
                    "threading",
                    "threading is virtual but Java " + javaVersion + " has no virtual threads:"
                            + " run Baton on Java 21 or later, or write threading: worker");
            return Threading.WORKER;
        }
        return wanted;
    }

    /** The plugins that could be found; {@code here} is their owner's place. */
    List<PluginSpec> plugins(List<PluginSettings> plugins, Findings here) {
        List<PluginSpec> specs = new ArrayList<>();
        for (int i = 0; i < plugins.size(); i++) {
            try {
                PluginSettings plugin = plugins.get(i);
                specs.add(PluginSpec.of(PluginClass.load(plugin.type(), loader), plugin.config()));
            } catch (IllegalArgumentException e) {
                here.error(Places.join("plugins", i), String.valueOf(e.getMessage()));
            }
        }
        return specs;
    }
}
