package dev.baton.command;

import dev.baton.lifecycle.AgentOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What comes back from a {@link Command}. */
public sealed interface Answer {

    /**
     * The agents.
     *
     * @param agents in the order of registration
     * @param runningCount how many of all agents hold a slot
     * @param maxWorkers how many may
     * @param waitingCount how many of all agents wait for a slot or a dependency
     * @param nodes the nodes they are on; empty outside a cluster, as in all answers
     */
    record Agents(List<AgentRow> agents, int runningCount, int maxWorkers, int waitingCount, List<NodeRow> nodes)
            implements Answer {
        /** Of one node. */
        public Agents(List<AgentRow> agents, int runningCount, int maxWorkers, int waitingCount) {
            this(agents, runningCount, maxWorkers, waitingCount, List.of());
        }
    }

    /**
     * One agent.
     *
     * @param agent itself
     * @param dependencies whom it depends on, by name, with the condition in lower case
     * @param dependents who depends on it
     */
    record AgentDetail(AgentRow agent, Map<String, String> dependencies, List<String> dependents) implements Answer {}

    /**
     * The orchestrator.
     *
     * @param totalAgents agents known
     * @param runningAgents agents that hold a slot
     * @param maxWorkers how many may
     * @param waitingAgents agents that wait for a slot or a dependency
     * @param runMode STOP_ON_EMPTY or DAEMON
     * @param uptime since the orchestrator started
     * @param commandInterfaceEnabled whether there is a command socket
     * @param commandSocketPath where
     * @param version of Baton
     * @param node this node's name
     * @param name the orchestrator's name
     * @param shuttingDown whether everything is being stopped
     * @param stuck agents whose threads ignored their stop
     * @param cluster the cluster's name, null outside one
     * @param nodes those the numbers of agents are of
     */
    record Status(
            int totalAgents,
            int runningAgents,
            int maxWorkers,
            int waitingAgents,
            String runMode,
            Duration uptime,
            boolean commandInterfaceEnabled,
            Path commandSocketPath,
            String version,
            String node,
            String name,
            boolean shuttingDown,
            List<String> stuck,
            @Nullable String cluster,
            List<NodeRow> nodes)
            implements Answer {
        /** Of one node. */
        public Status(
                int totalAgents,
                int runningAgents,
                int maxWorkers,
                int waitingAgents,
                String runMode,
                Duration uptime,
                boolean commandInterfaceEnabled,
                Path commandSocketPath,
                String version,
                String node,
                String name,
                boolean shuttingDown,
                List<String> stuck) {
            this(
                    totalAgents,
                    runningAgents,
                    maxWorkers,
                    waitingAgents,
                    runMode,
                    uptime,
                    commandInterfaceEnabled,
                    commandSocketPath,
                    version,
                    node,
                    name,
                    shuttingDown,
                    stuck,
                    null,
                    List.of());
        }
    }

    /**
     * What came of start, stop and so on.
     *
     * @param outcomes one for each agent, in the order of registration; in a cluster by name and node
     */
    record Steered(List<AgentOutcome> outcomes) implements Answer {
        /** Whether it came as wanted for all. */
        public boolean isSuccess() {
            return outcomes.stream().allMatch(outcome -> outcome.result().isSuccess());
        }
    }

    /**
     * Who depends on whom.
     *
     * @param dependencies the names each agent depends on; only agents that have some
     * @param nodes those it holds for
     */
    record Dependencies(Map<String, List<String>> dependencies, List<NodeRow> nodes) implements Answer {
        /** Of one node. */
        public Dependencies(Map<String, List<String>> dependencies) {
            this(dependencies, List.of());
        }
    }

    /**
     * Events that are remembered.
     *
     * @param events oldest first
     * @param filters what was asked for
     * @param capacity how full the history is; over several nodes the sums, and the numbers of the node that answers
     * @param capacities the same of each node, by its name; empty outside a cluster
     * @param nodes those whose events they are
     */
    record Events(
            List<EventRow> events,
            Command.History filters,
            Capacity capacity,
            Map<String, Capacity> capacities,
            List<NodeRow> nodes)
            implements Answer {
        /** Of one node. */
        public Events(List<EventRow> events, Command.History filters, Capacity capacity) {
            this(events, filters, capacity, Map.of(), List.of());
        }
    }

    /**
     * How full the history is.
     *
     * @param currentSize events in it
     * @param capacity events it can hold
     * @param oldestSeq the number of its oldest event, 0 when it is empty
     * @param newestSeq the number of the newest event of all
     * @param totalEvents how many there were since the start
     */
    record Capacity(int currentSize, int capacity, long oldestSeq, long newestSeq, long totalEvents) {}

    /**
     * Counts over all events since the start.
     *
     * @param byType by event name
     * @param byAgent by agent
     * @param capacity how full the history is
     * @param nodes those whose events are counted
     */
    record EventCounts(Map<String, Long> byType, Map<String, Long> byAgent, Capacity capacity, List<NodeRow> nodes)
            implements Answer {
        /** Of one node. */
        public EventCounts(Map<String, Long> byType, Map<String, Long> byAgent, Capacity capacity) {
            this(byType, byAgent, capacity, List.of());
        }
    }

    /**
     * Use of the machine.
     *
     * @param agents one for each agent that runs
     * @param orchestrator Baton's own process
     * @param orchestrators that of each node; empty outside a cluster
     * @param nodes those whose use it is
     */
    record Usage(List<UsageRow> agents, UsageRow orchestrator, List<UsageRow> orchestrators, List<NodeRow> nodes)
            implements Answer {
        /** Of one node. */
        public Usage(List<UsageRow> agents, UsageRow orchestrator) {
            this(agents, orchestrator, List.of(), List.of());
        }
    }

    /**
     * Log lines.
     *
     * @param lines oldest first
     * @param incomplete why there may be more of what was asked for; null if there isn't
     * @param nodes those whose lines they are
     */
    record LogLines(List<LogRow> lines, @Nullable String incomplete, List<NodeRow> nodes) implements Answer {
        /** All there are. */
        public LogLines(List<LogRow> lines) {
            this(lines, null);
        }

        /** Of one node. */
        public LogLines(List<LogRow> lines, @Nullable String incomplete) {
            this(lines, incomplete, List.of());
        }
    }

    /**
     * The commands there are.
     *
     * @param commands in the order of the catalogue
     */
    record Catalogue(List<CatalogueRow> commands) implements Answer {}

    /**
     * One command.
     *
     * @param name what it is called
     * @param description what it does
     * @param allowed whether the caller may give it
     */
    record CatalogueRow(String name, String description, boolean allowed) {}

    /**
     * What a reload did, or would do.
     *
     * @param changes what, in the order it is done; empty when nothing has changed
     * @param needsRestart settings that have changed and take effect only when Baton starts anew
     * @param dryRun whether nothing was done
     */
    record Reloaded(List<Change> changes, List<String> needsRestart, boolean dryRun) implements Answer {}

    /**
     * One change of a reload.
     *
     * @param action {@code add}, {@code remove}, {@code restart} or {@code update}
     * @param agent the agent's name, null for a change of the orchestrator
     * @param reason what about it has changed
     */
    record Change(String action, @Nullable String agent, String reason) {}

    /** Everything is being stopped. */
    record ShuttingDown() implements Answer {}
}
