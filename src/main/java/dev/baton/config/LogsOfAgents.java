package dev.baton.config;

import dev.baton.agent.AgentSpec;
import dev.baton.logging.AgentLogs;
import dev.baton.logging.FilesFor;
import dev.baton.logging.LogFileSettings;
import dev.baton.logging.LogsSettings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the lines of agents are to be kept in files.
 *
 * @param general for those that don't say
 * @param own by agent, what those say that do
 */
public record LogsOfAgents(LogsSettings general, Map<String, AgentLogs> own) {
    /** Copies the map. */
    public LogsOfAgents {
        own = Map.copyOf(own);
    }

    /**
     * Which of {@code agents} have files, and where.
     *
     * @param usualDir the folder for those for which none is named
     */
    public Map<String, LogFileSettings> files(Collection<AgentSpec> agents, Path usualDir) {
        Map<String, LogFileSettings> files = new TreeMap<>();
        for (AgentSpec agent : agents) {
            @Nullable AgentLogs said = own.get(agent.name());
            AgentLogs logs = said == null ? AgentLogs.of(isUsual(agent)) : said;
            if (logs.enabled()) {
                files.put(agent.name(), logs.over(general, usualDir));
            }
        }
        return files;
    }

    private boolean isUsual(AgentSpec agent) {
        return general.files() == FilesFor.ALL || (general.files() == FilesFor.PROGRAMS && agent.process() != null);
    }
}
