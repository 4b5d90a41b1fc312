package dev.baton.config;

import dev.baton.agent.AgentHooks;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.agent.PluginSpec;
import dev.baton.cluster.ClusterCheck;
import dev.baton.cluster.ClusterSettings;
import dev.baton.cluster.HostName;
import dev.baton.control.http.HttpSettings;
import dev.baton.logging.LogsSettings;
import dev.baton.metrics.MetricsSettings;
import dev.baton.orchestrator.DependencyGraph;
import dev.baton.orchestrator.GroupSettings;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.orchestrator.RunMode;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes settings and agents of a merged tree. One per load. */
final class ConfigCheck {
    private final JsonObject tree;
    private final WrittenAgents agents;
    private final Alternatives alternatives;
    private final Map<String, String> environment;
    private final Places places;
    private final int javaVersion;
    private final boolean isFirst;
    private final Findings findings = new Findings();

    /**
     * A check of one config.
     *
     * @param merged what all sources say, not expanded yet
     * @param isFirst whether none of the agents runs yet
     */
    ConfigCheck(JsonObject merged, Expansion expansion, Places places, int javaVersion, boolean isFirst) {
        this.tree = new JsonObject();
        this.alternatives = expansion.alternatives();
        this.environment = expansion.environment();
        this.isFirst = isFirst;
        this.places = places;
        this.javaVersion = javaVersion;
        JsonObject written = merged.getValue(Sections.AGENTS) instanceof JsonObject object ? object : new JsonObject();
        this.agents = new WrittenAgents(written, expansion);
        for (String key : merged.fieldNames()) {
            @Nullable Object value = merged.getValue(key);
            boolean areAgents = key.equals(Sections.AGENTS) && value instanceof JsonObject;
            tree.put(key, areAgents ? agents.section() : expansion.expandAt(key, value));
        }
    }

    List<Finding> findings() {
        return findings.all();
    }

    /** Adds a warning if there is nothing to run and nothing to wait for. */
    void warnIfEmpty(OrchestratorSettings settings) {
        @Nullable Object written = tree.getValue(Sections.AGENTS);
        boolean empty = written == null || (written instanceof JsonObject object && object.isEmpty());
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
        LogsSettings logs = WhatCanBeMapped.of(
                section(Sections.LOGS), LogsSettings.class, findings.at(Sections.LOGS), LogsSettings.DEFAULT);
        ClusterSettings cluster = WhatCanBeMapped.of(
                section(Sections.CLUSTER),
                ClusterSettings.class,
                findings.at(Sections.CLUSTER),
                ClusterSettings.DEFAULT);
        ClusterCheck.check(cluster, () -> HostName.of(environment), findings.at(Sections.CLUSTER));
        URLClassLoader loader = AgentsPath.loader(settings.agentsPath(), findings);
        agents.tell(findings);
        AgentEntries entries = new AgentEntries(loader, javaVersion, agents, findings);
        List<PluginSpec> plugins = entries.plugins(settings.plugins(), findings.at(Sections.ORCHESTRATOR));
        section(Sections.AGENTS);
        List<AgentSpec> specs = entries.specs();
        checkProcesses(specs);
        Map<String, GroupSettings> groups = Groups.of(section(Sections.GROUPS), namedGroups(), alternatives, findings);
        checkDependencies(withPlaceholders(specs, entries), settings.maxWorkers(), loader);
        Set<String> doubtful = agents.doubtful();
        doubtful.addAll(alternatives.paths());
        ConfigSchema.check(tree, doubtful, findings);
        return new LoadedConfig(
                settings,
                http,
                metrics,
                cluster,
                new LogsOfAgents(logs, entries.logs()),
                specs,
                groups,
                entries.watched(),
                plugins,
                loader,
                CodeFingerprint.of(settings.agentsPath()),
                List.of());
    }

    private void checkProcesses(List<AgentSpec> specs) {
        ProcessCheck check = new ProcessCheck(environment, isFirst, findings);
        Map<String, String> paths = new HashMap<>();
        agents.all().forEach(agent -> paths.put(agent.name(), agent.path()));
        specs.forEach(spec -> check.check(spec, paths.getOrDefault(spec.name(), Sections.AGENTS)));
    }

    private void checkDependencies(List<AgentSpec> specs, int maxWorkers, ClassLoader loader) {
        Findings found = new Findings();
        new DependencyGraph(specs).validate(found, maxWorkers, spec -> AgentHooks.runsUntilStopped(spec, loader));
        agents.atTemplates(found.all())
                .forEach(finding -> findings.add(finding.severity(), finding.path(), finding.message()));
    }

    /** The groups that agents name, also agents that can't be made. */
    private Set<String> namedGroups() {
        Set<String> groups = new HashSet<>();
        for (WrittenAgent agent : agents.all()) {
            if (agent.entry() instanceof JsonObject entry && entry.getValue("group") instanceof String group) {
                groups.add(group);
            }
        }
        return groups;
    }

    /** Agents that could not be made are still there to be depended on; what is wrong with them has been said. */
    private List<AgentSpec> withPlaceholders(List<AgentSpec> made, AgentEntries entries) {
        Map<String, AgentSpec> all = new LinkedHashMap<>();
        made.forEach(spec -> all.put(spec.name(), spec));
        for (WrittenAgent agent : agents.all()) {
            if (AgentSpec.isName(agent.name()) && !all.containsKey(agent.name())) {
                all.put(agent.name(), placeholder(agent.name(), entries.dependencies(agent.entry())));
            }
        }
        return List.copyOf(all.values());
    }

    private static AgentSpec placeholder(String name, Map<String, Condition> dependencies) {
        return AgentSpec.of(name, "unknown", () -> {
                    throw new IllegalStateException("this agent could not be made");
                })
                .dependingOn(dependencies);
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
}
