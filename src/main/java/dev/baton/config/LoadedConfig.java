package dev.baton.config;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.PluginSpec;
import dev.baton.cluster.ClusterSettings;
import dev.baton.control.http.HttpSettings;
import dev.baton.metrics.MetricsSettings;
import dev.baton.orchestrator.GroupSettings;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.runtime.watch.Globs;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of loading: as much as could be made, and all that is wrong with it. Whoever receives it closes it, once the
 * agents made of it have ended, for their classes come from its loader; a refused one can be closed at once.
 *
 * @param settings the orchestrator's; what was wrong has its default
 * @param http of the HTTP interface; what was wrong has its default, so with a wrong key it may be off
 * @param metrics of what is counted
 * @param cluster of the cluster to join; what was wrong has its default
 * @param logs how agents' lines are kept in files
 * @param agents those that could be made, in the order of the files
 * @param groups how groups of them are restarted, by name; agents may name others, which are labels and no more
 * @param watched the files whose changes restart an agent, by the names of agents that have such
 * @param plugins the orchestrator's that could be found
 * @param loader what agents' classes are loaded with
 * @param codeFingerprint equal to that of an earlier load as long as the jars and class files in {@code agentsPath} are
 *     the same by path, size and time of change
 * @param findings everything found, source by source, line by line
 */
public record LoadedConfig(
        OrchestratorSettings settings,
        HttpSettings http,
        MetricsSettings metrics,
        ClusterSettings cluster,
        LogsOfAgents logs,
        List<AgentSpec> agents,
        Map<String, GroupSettings> groups,
        Map<String, Globs> watched,
        List<PluginSpec> plugins,
        URLClassLoader loader,
        String codeFingerprint,
        List<LocatedFinding> findings)
        implements AutoCloseable {

    /** Copies the collections. */
    public LoadedConfig {
        agents = List.copyOf(agents);
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        watched = Map.copyOf(watched);
        plugins = List.copyOf(plugins);
        findings = List.copyOf(findings);
    }

    /** Whether the config's own validation policy refuses a start. */
    public boolean isRefused() {
        return findings.stream().map(LocatedFinding::finding).anyMatch(settings.validationPolicy()::refuses);
    }

    /** Closes the jars that agents were loaded from. Classes not loaded by then can't be found any more. */
    @Override
    public void close() throws IOException {
        loader.close();
    }
}
