package dev.baton.config;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.PluginSpec;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.orchestrator.RunMode;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes settings and agents of a merged and expanded tree. One per load. */
final class ConfigCheck {
    private final JsonObject tree;
    private final Places places;
    private final int javaVersion;
    private final Findings findings = new Findings();

    ConfigCheck(JsonObject tree, Places places, int javaVersion) {
        this.tree = tree;
        this.places = places;
        this.javaVersion = javaVersion;
    }

    List<Finding> findings() {
        return findings.all();
    }

    /** Everything that could be made; its findings are left to the caller. */
    LoadedConfig run() {
        checkNames();
        JsonObject orchestrator = section(Sections.ORCHESTRATOR);
        AgentsPath.resolve(orchestrator, places);
        OrchestratorSettings settings =
                lenient(orchestrator, OrchestratorSettings.class, Sections.ORCHESTRATOR, OrchestratorSettings.DEFAULT);
        refuseIfEnabled(Sections.HTTP, lenient(section(Sections.HTTP), HttpSettings.class, Sections.HTTP, HttpSettings.DEFAULT)
                .enabled());
        refuseIfEnabled(Sections.CLUSTER, lenient(section(Sections.CLUSTER), ClusterSettings.class, Sections.CLUSTER, ClusterSettings.DEFAULT)
                .enabled());
        URLClassLoader loader = AgentsPath.loader(settings.agentsPath(), findings);
        AgentEntries entries = new AgentEntries(loader, javaVersion, findings);
        List<PluginSpec> plugins = entries.plugins(settings.plugins(), findings.at(Sections.ORCHESTRATOR));
        JsonObject agents = section(Sections.AGENTS);
        List<AgentSpec> specs = entries.specs(agents);
        checkDependencies(specs, settings);
        if (agents.isEmpty() && settings.runMode() == RunMode.STOP_ON_EMPTY) {
            findings.warning(
                    Sections.AGENTS, "there are no agents: with runMode STOP_ON_EMPTY the run ends as soon as it has begun");
        }
        ConfigSchema.check(tree, findings);
        return new LoadedConfig(settings, specs, plugins, loader, List.of());
    }

    /** The one place where the dependency graph is checked: unknown names, cycles, chains longer than maxWorkers. */
    private void checkDependencies(List<AgentSpec> specs, OrchestratorSettings settings) {
        // Waits for the orchestrator's dependency graph, which adds to findings at agents.NAME.dependsOn.
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

    /** Maps {@code json}; a key with something wrong in it then counts as left out. */
    private <R extends Record> R lenient(JsonObject json, Class<R> type, String section, R defaults) {
        Findings here = new Findings();
        JsonObject rest = json;
        Optional<R> mapped = RecordMapper.tryMap(rest, type, here);
        List<Finding> told = new ArrayList<>(here.all());
        while (mapped.isEmpty() && !rest.isEmpty()) {
            JsonObject fewer = rest.copy();
            here.all().forEach(finding -> fewer.remove(finding.path().split("[.\\[]", 2)[0]));
            rest = fewer.size() == rest.size() ? new JsonObject() : fewer;
            here = new Findings();
            mapped = RecordMapper.tryMap(rest, type, here);
            told.addAll(here.all());
        }
        told.forEach(finding ->
                findings.at(section).add(finding.severity(), finding.path(), finding.message()));
        return mapped.orElse(defaults);
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
