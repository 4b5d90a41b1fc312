package dev.baton.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    private static final Instant THURSDAY = Instant.parse("2026-01-01T10:07:30Z");

    @ParameterizedTest
    @CsvSource({
        "*/5 * * * *, 2026-01-01T10:10:00Z",
        "0 9 * * 1, 2026-01-05T09:00:00Z",
        "*/15 * * * * *, 2026-01-01T10:07:45Z",
        "@hourly, 2026-01-01T11:00:00Z",
        "@daily, 2026-01-02T00:00:00Z",
        "30 10 * * MON-FRI, 2026-01-01T10:30:00Z"
    })
    void findsTheNextTime(String cron, Instant next) {
        assertThat(CronSchedule.parse(cron, ZoneOffset.UTC).next(THURSDAY)).contains(next);
    }

    @Test
    void countsInItsZone() {
        CronSchedule schedule = CronSchedule.parse("0 12 * * *", ZoneId.of("Europe/Rome"));

        assertThat(schedule.next(THURSDAY)).contains(Instant.parse("2026-01-01T11:00:00Z"));
    }

    @Test
    void aTimeThatIsNowIsNotTheNext() {
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");

        assertThat(CronSchedule.parse("0 12 * * *", ZoneOffset.UTC).next(noon))
                .contains(Instant.parse("2026-01-02T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* *", "61 * * * *", "every day", "* * * * * * *", "@sometimes"})
    void whatIsNoCronIsQuotedWithTheRule(String cron) {
        assertThatThrownBy(() -> CronSchedule.parse(cron, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + cron + "' is no cron expression")
                .hasMessageContaining("write five fields");
    }

    /** With a star for the seconds each call came a second after the one before, fraction included, and so drifted. */
    @Test
    void doesNotDriftFromTheFullSecond() {
        CronSchedule schedule = CronSchedule.parse("* * * * * *", ZoneOffset.UTC);

        assertThat(schedule.next(Instant.parse("2026-01-01T00:00:00.250Z")))
                .contains(Instant.parse("2026-01-01T00:00:01Z"));
        assertThat(schedule.next(Instant.parse("2026-01-01T00:00:01Z")))
                .contains(Instant.parse("2026-01-01T00:00:02Z"));
    }
}
