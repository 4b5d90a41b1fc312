package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.runtime.Body;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was true of one agent at one moment.
 *
 * @param spec its terms
 * @param state where it is in its life
 * @param ending how its last life ended, null if none has since its last start
 * @param reason why it is where it is; empty when there is nothing to say
 * @param incarnation how many times it was started
 * @param restarts how many of these starts followed from its restart policy or its group's
 * @param uptime since its start, null when it does not run
 * @param activity what it has done since its last start, null if it does not run
 * @param pid the process of its own that it is, -1 if there is none
 */
public record AgentSnapshot(
        AgentSpec spec,
        LifecycleState state,
        @Nullable Ending ending,
        String reason,
        long incarnation,
        long restarts,
        @Nullable Duration uptime,
        Body.@Nullable Activity activity,
        long pid) {}
