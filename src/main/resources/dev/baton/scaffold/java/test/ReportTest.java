package @{package};

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.rehearsal.Rehearsal;
import dev.baton.rehearsal.Rehearsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    @Test
    void comesWithTheCalendar() throws IOException {
        Rehearsed report = Rehearsal.of(new Report())
                .with("folder", folder.toString())
                .with("cron", "0 18 * * MON-FRI")
                .with("zone", "UTC")
                .at(Instant.parse("2026-05-08T12:00:00Z"))
                .start();

        // It is a Friday.
        report.advance(Duration.ofDays(1));
        Files.writeString(folder.resolve("takings.csv"), "2026-05-09T10:00:00Z,tea,250\n2026-05-09T11:00:00Z,tea,250\n");
        report.advance(Duration.ofDays(3));

        assertThat(report.log())
                .containsExactly(
                        "SUCCESS 0 drinks paid, 0 cents taken", "SUCCESS 2 drinks paid, 500 cents taken");
    }
}
