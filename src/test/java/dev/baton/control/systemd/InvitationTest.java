package dev.baton.control.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment says of who wants to be told. */
class InvitationTest {
    private static final long PID = 42;

    @Test
    void thereIsNoneWithoutASocket() {
        assertThat(Invitation.of(Map.of(), PID)).isEmpty();
        assertThat(Invitation.of(Map.of("NOTIFY_SOCKET", "", "WATCHDOG_USEC", "1000"), PID))
                .isEmpty();
    }

    @Test
    void hasATimeForSignsOfLifeIfThatIsMeantForThisProcess() {
        Map<String, String> anyone = Map.of("NOTIFY_SOCKET", "/run/n", "WATCHDOG_USEC", "1500");
        Map<String, String> ours = Map.of("NOTIFY_SOCKET", "/run/n", "WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "42");
        Map<String, String> another = Map.of("NOTIFY_SOCKET", "/run/n", "WATCHDOG_USEC", "1500", "WATCHDOG_PID", "43");

        assertThat(Invitation.of(anyone, PID)).contains(new Invitation("/run/n", Duration.ofNanos(1_500_000)));
        assertThat(Invitation.of(ours, PID)).contains(new Invitation("/run/n", Duration.ofSeconds(30)));
        assertThat(Invitation.of(another, PID)).contains(new Invitation("/run/n", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "soon", "99999999999999999999"})
    void aTimeThatIsNoneIsNone(String time) {
        assertThat(Invitation.of(Map.of("NOTIFY_SOCKET", "@n", "WATCHDOG_USEC", time), PID))
                .contains(new Invitation("@n", null));
    }
}
