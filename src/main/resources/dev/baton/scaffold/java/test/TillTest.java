package @{package};

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.rehearsal.Emitted;
import dev.baton.rehearsal.Rehearsal;
import dev.baton.rehearsal.Rehearsed;
import dev.baton.settings.Severity;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TillTest {
    @TempDir
    Path folder;

    private Rehearsal till() {
        return Rehearsal.of(new Till()).with("address", "served").with("folder", folder.toString());
    }

    @Test
    void takesTheMoney() {
        Rehearsed till = till().with("cents", JsonObject.of("tea", 250)).start();

        till.deliver("tea");
        till.advance(Duration.ofMinutes(5));
        till.deliver("tea");
        till.deliver("water");

        assertThat(till.events())
                .hasSize(2)
                .contains(new Emitted("DRINK_PAID", JsonObject.of("drink", "tea", "cents", 250)));
        assertThat(till.log()).containsExactly("INFO water is on the house");
        // A rehearsal begins with the year 2026, unless it is told otherwise by at(time).
        assertThat(folder.resolve("takings.csv"))
                .hasContent("2026-01-01T00:00:00Z,tea,250\n2026-01-01T00:05:00Z,tea,250\n");
    }

    @Test
    void findsItStrangeThatNothingCosts() {
        assertThat(till().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
        assertThat(till().start().isReady()).isTrue();
    }
}
