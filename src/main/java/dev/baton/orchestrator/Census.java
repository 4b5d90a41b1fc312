package dev.baton.orchestrator;

import java.util.List;

/**
 * What was true of the whole at one moment.
 *
 * @param settings those in force
 * @param total agents known
 * @param running agents that hold a slot
 * @param waiting agents that wait for a slot or a dependency
 * @param backingOff agents that have failed and wait for their next try
 * @param crashLoops agents that have failed too often
 * @param slots how many slots there are
 * @param shuttingDown whether everything is being stopped
 * @param stuck the names of the agents that ignored their stop
 */
public record Census(
        OrchestratorSettings settings,
        int total,
        int running,
        int waiting,
        int backingOff,
        int crashLoops,
        int slots,
        boolean shuttingDown,
        List<String> stuck) {}
