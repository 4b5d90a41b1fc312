package dev.baton.orchestrator;

import dev.baton.runtime.Body;
import java.time.Duration;

/**
 * What one running agent has used.
 *
 * @param name the agent's
 * @param incarnation which start of it; what it has used begins anew with each
 * @param uptime since that start
 * @param isProcess whether it is a process of its own
 * @param pid that process, -1 if there is none (yet)
 * @param cpuNanos the CPU time its threads have spent on it since somebody first asked, -1 if that can't be told
 * @param activity what it has done
 */
public record AgentUsage(
        String name,
        long incarnation,
        Duration uptime,
        boolean isProcess,
        long pid,
        long cpuNanos,
        Body.Activity activity) {}
