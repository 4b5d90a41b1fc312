package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.runtime.Body;
import org.jspecify.annotations.Nullable;

/**
 * What was true of one agent at one moment.
 *
 * @param spec its terms
 * @param state where it is in its life
 * @param ending how its last life ended, null if none has
 * @param reason why it is where it is; empty when there is nothing to say
 * @param incarnation how many times it was started
 * @param activity what it has done since its last start, null if it has not started
 */
public record AgentSnapshot(
        AgentSpec spec,
        LifecycleState state,
        @Nullable Ending ending,
        String reason,
        long incarnation,
        Body.@Nullable Activity activity) {}
