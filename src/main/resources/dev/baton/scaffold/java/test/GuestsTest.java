package @{package};

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.lifecycle.TerminationStatus;
import dev.baton.rehearsal.Rehearsal;
import dev.baton.rehearsal.Rehearsed;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestsTest {
    @TempDir
    Path folder;

    private Rehearsal guests() throws IOException {
        Files.createDirectories(folder.resolve("orders"));
        return Rehearsal.of(new Guests()).with("folder", folder.toString());
    }

    @Test
    void orderInTurn() throws IOException {
        Rehearsed guests = guests().with("drinks", JsonArray.of("tea", "coffee"))
                .with("executionInterval", "20m")
                .start();

        // At once, and after 20, 40 and 60 minutes. No time really passes.
        guests.advance(Duration.ofHours(1));

        assertThat(guests.cycles()).isEqualTo(4);
        assertThat(guests.log())
                .containsExactly(
                        "INFO Guest 1 orders tea",
                        "INFO Guest 2 orders coffee",
                        "INFO Guest 3 orders tea",
                        "INFO Guest 4 orders coffee");
        assertThat(folder.resolve("orders")).isDirectoryContaining("glob:**.order");
    }

    @Test
    void mustHaveSomethingToOrder() throws IOException {
        Rehearsal thirsty = guests().with("drinks", new JsonArray());

        assertThat(thirsty.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("must have something to order"));
        assertThat(thirsty.start().status()).isEqualTo(TerminationStatus.ERROR);
    }
}
