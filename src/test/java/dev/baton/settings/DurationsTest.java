package dev.baton.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "1s, PT1S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, PT24H",
        "1m30s, PT1M30S",
        "1m 30s, PT1M30S",
        "1.5h, PT1H30M",
        "PT1S, PT1S",
        "P1DT2H, PT26H",
        "0s, PT0S",
        "7us, PT0.000007S",
        "3ns, PT0.000000003S"
    })
    void readsWhatPeopleWrite(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1x", "s", "1s-", "one second", "PTx", "1.s", "--1s", "P"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessageContaining("must be a duration such as 250ms");
    }

    @Test
    void asksForTheUnitOfANumberInQuotes() {
        assertThatThrownBy(() -> Durations.parse("5")).hasMessageContaining("add the unit, as in 5s");
    }

    @Test
    void refusesTheNegativeTheEndlessAndTheVeryLong() {
        assertThatThrownBy(() -> Durations.parse("PT-1S")).hasMessage("must not be negative");
        assertThatThrownBy(() -> Durations.ofSeconds(-1)).hasMessage("must not be negative");
        assertThatThrownBy(() -> Durations.ofSeconds(Double.NaN)).hasMessageContaining("a finite number of seconds");
        assertThatThrownBy(() -> Durations.ofSeconds(1e300)).hasMessage("must be at most 36500d");
        assertThatThrownBy(() -> Durations.parse("9".repeat(30) + "d")).hasMessage("must be at most 36500d");
        assertThatThrownBy(() -> Durations.parse("1s".repeat(99))).hasMessageContaining("at most 64 characters");
    }

    @Test
    void takesANumberAsSecondsWithFractions() {
        assertThat(Durations.ofSeconds(0.25)).isEqualTo(Duration.ofMillis(250));
        assertThat(Durations.ofSeconds(90)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void writesTheShortestForm() {
        assertThat(Durations.format(Duration.ZERO)).isEqualTo("0s");
        assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("1m30s");
        assertThat(Durations.format(Duration.ofMillis(-1500))).isEqualTo("-1s500ms");
    }

    @Property
    void readsBackWhatItWrote(@ForAll @LongRange(min = 0, max = 3_153_600_000_000_000_000L) long nanos) {
        Duration duration = Duration.ofNanos(nanos);

        assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
    }
}
