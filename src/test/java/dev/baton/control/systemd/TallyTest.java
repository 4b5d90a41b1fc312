package dev.baton.control.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The words for {@code systemctl status}. */
class TallyTest {
    @Test
    void sayHowManyRunAndOnlyWhatElseThereIs() {
        assertThat(new Tally(0, 0, 0, 0, 0, 0).words()).isEqualTo("0 of 0 agents running");
        assertThat(new Tally(1, 1, 0, 0, 0, 0).words()).isEqualTo("1 of 1 agent running");
        assertThat(new Tally(40, 12, 0, 0, 1, 0).words()).isEqualTo("12 of 40 agents running, 1 crash-looping");
        assertThat(new Tally(40, 12, 5, 2, 1, 3).words())
                .isEqualTo("12 of 40 agents running, 5 waiting, 2 in back-off, 1 crash-looping, 3 stuck");
    }
}
