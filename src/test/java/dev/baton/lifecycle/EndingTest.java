package dev.baton.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndingTest {

    @Test
    void anExceptionIsAnErrorAndAnErrorOfTheMachineIsCritical() {
        assertThat(Ending.failure("execute", new IllegalStateException("boom")))
                .isEqualTo(new Ending(TerminationStatus.ERROR, "execute threw java.lang.IllegalStateException: boom"));
        assertThat(Ending.failure("setup", new OutOfMemoryError()).status()).isEqualTo(TerminationStatus.CRITICAL);
    }

    @Test
    void aFailedAssertionIsTheAgentsOwnError() {
        assertThat(Ending.failure("execute", new AssertionError("no")).status()).isEqualTo(TerminationStatus.ERROR);
    }

    @Test
    void theWorseEndingWinsAndTheFirstOfTwoEquals() {
        Ending warning = new Ending(TerminationStatus.WARNING, "first");
        Ending other = new Ending(TerminationStatus.WARNING, "second");
        Ending error = new Ending(TerminationStatus.ERROR, "");

        assertThat(warning.worse(other)).isSameAs(warning);
        assertThat(warning.worse(error)).isSameAs(error);
        assertThat(error.worse(warning)).isSameAs(error);
        assertThat(Ending.SUCCESS.worse(warning)).isSameAs(warning);
    }
}
