package dev.baton.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.RestartPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RestartDecisionTest {

    @ParameterizedTest
    @CsvSource({
        "NEVER,      COMPLETED, false",
        "NEVER,      FAILED,    false",
        "NEVER,      STOPPED,   false",
        "ON_FAILURE, COMPLETED, false",
        "ON_FAILURE, FAILED,    true",
        "ON_FAILURE, STOPPED,   false",
        "ALWAYS,     COMPLETED, true",
        "ALWAYS,     FAILED,    true",
        "ALWAYS,     STOPPED,   false"
    })
    void decidesByPolicyAndExit(RestartPolicy policy, Exit exit, boolean restarts) {
        assertThat(RestartDecision.restarts(policy, exit)).isEqualTo(restarts);
    }

    @ParameterizedTest
    @EnumSource
    void keepsDownWhatWasStopped(RestartPolicy policy) {
        assertThat(RestartDecision.restarts(policy, Exit.STOPPED)).isFalse();
    }
}
