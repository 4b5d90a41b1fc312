package dev.baton.config;

import dev.baton.agent.AgentHooks;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.agent.PluginSpec;
import dev.baton.control.http.HttpSettings;
import dev.baton.metrics.MetricsSettings;
import dev.baton.orchestrator.DependencyGraph;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.orchestrator.RunMode;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes settings and agents of a merged and expanded tree. One per load. */
final class ConfigCheck {
    private final JsonObject tree;
    private final Places places;
    private final Alternatives alternatives;
    private final int javaVersion;
    private final Findings findings = new Findings();

    ConfigCheck(JsonObject tree, Places places, Alternatives alternatives, int javaVersion) {
        this.tree = tree;
        this.places = places;
        this.alternatives = alternatives;
        this.javaVersion = javaVersion;
    }

    List<Finding> findings() {
        return findings.all();
    }

    /** Adds a warning if there is nothing to run and nothing to wait for. */
    void warnIfEmpty(OrchestratorSettings settings) {
        @Nullable Object agents = tree.getValue(Sections.AGENTS);
        boolean empty = agents == null || (agents instanceof JsonObject object && object.isEmpty());
        if (empty && settings.runMode() == RunMode.STOP_ON_EMPTY) {
            findings.warning(
                    Sections.AGENTS,
                    "there are no agents: with runMode STOP_ON_EMPTY the run ends as soon as it has begun");
        }
    }

    /** Everything that could be made; its findings are left to the caller. */
    LoadedConfig run() {
        checkNames();
        JsonObject orchestrator = section(Sections.ORCHESTRATOR);
        AgentsPath.resolve(orchestrator, places);
        OrchestratorSettings settings = WhatCanBeMapped.of(
                orchestrator,
                OrchestratorSettings.class,
                findings.at(Sections.ORCHESTRATOR),
                OrchestratorSettings.DEFAULT);
        HttpSettings http = WhatCanBeMapped.of(
                section(Sections.HTTP), HttpSettings.class, findings.at(Sections.HTTP), HttpSettings.DEFAULT);
        MetricsSettings metrics = WhatCanBeMapped.of(
                section(Sections.METRICS),
                MetricsSettings.class,
                findings.at(Sections.METRICS),
                MetricsSettings.DEFAULT);
        refuseIfEnabled(
                Sections.CLUSTER,
                WhatCanBeMapped.of(
                                section(Sections.CLUSTER),
                                ClusterSettings.class,
                                findings.at(Sections.CLUSTER),
                                ClusterSettings.DEFAULT)
                        .enabled());
        URLClassLoader loader = AgentsPath.loader(settings.agentsPath(), findings);
        AgentEntries entries = new AgentEntries(loader, javaVersion, alternatives, findings);
        List<PluginSpec> plugins = entries.plugins(settings.plugins(), findings.at(Sections.ORCHESTRATOR));
        List<AgentSpec> specs = entries.specs(section(Sections.AGENTS));
        new DependencyGraph(withPlaceholders(specs))
                .validate(findings, settings.maxWorkers(), spec -> AgentHooks.runsUntilStopped(spec, loader));
        ConfigSchema.check(tree, findings);
        return new LoadedConfig(settings, http, metrics, specs, plugins, loader, List.of());
    }

    /** Agents that could not be made are still there to be depended on; what is wrong with them has been said. */
    private List<AgentSpec> withPlaceholders(List<AgentSpec> made) {
        Map<String, AgentSpec> all = new LinkedHashMap<>();
        made.forEach(spec -> all.put(spec.name(), spec));
        JsonObject agents = section(Sections.AGENTS);
        agents.fieldNames().stream()
                .filter(name -> AgentSpec.isName(name) && !all.containsKey(name))
                .forEach(name -> all.put(name, placeholder(name, agents.getValue(name))));
        return List.copyOf(all.values());
    }

    private static AgentSpec placeholder(String name, @Nullable Object entry) {
        AgentSpec spec = AgentSpec.of(name, "unknown", () -> {
            throw new IllegalStateException("this agent could not be made");
        });
        for (Map.Entry<String, Condition> dependency :
                AgentEntries.dependencies(entry).entrySet()) {
            spec = spec.dependingOn(dependency.getKey(), dependency.getValue());
        }
        return spec;
    }

    private void checkNames() {
        for (String key : tree.fieldNames()) {
            if (!Sections.names().contains(key) && !key.startsWith(Sections.EXTENSION)) {
                findings.error(key, RecordMapper.unknownKey(key, Sections.names()));
            }
        }
    }

    private JsonObject section(String name) {
        @Nullable Object section = tree.getValue(name);
        if (section != null && !(section instanceof JsonObject)) {
            findings.error(name, "'" + name + "' must be a map of keys and values");
        }
        return section instanceof JsonObject object ? object.copy() : new JsonObject();
    }

    private void refuseIfEnabled(String section, boolean enabled) {
        if (enabled) {
            findings.error(
                    Places.join(section, "enabled"),
                    "'" + section + "' is not available in this version of Baton: write enabled: false, or leave the"
                            + " section out");
        }
    }
}
