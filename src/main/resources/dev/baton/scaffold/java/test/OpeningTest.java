package @{package};

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.lifecycle.TerminationStatus;
import dev.baton.rehearsal.Rehearsal;
import dev.baton.rehearsal.Rehearsed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
    @TempDir
    Path folder;

    @Test
    void makesWhatTheOthersNeed() {
        Rehearsed opening =
                Rehearsal.of(new Opening()).with("folder", folder.toString()).start().runToEnd();

        assertThat(opening.status()).isEqualTo(TerminationStatus.SUCCESS);
        assertThat(folder.resolve("orders")).isDirectory();
        assertThat(folder.resolve("takings.csv")).isEmptyFile();
    }

    @Test
    void leavesTheTakingsOfYesterday() {
        for (int day = 0; day < 2; day++) {
            Rehearsed opening = Rehearsal.of(new Opening())
                    .with("folder", folder.toString())
                    .start()
                    .runToEnd();

            assertThat(opening.log()).containsExactly("SUCCESS The tea room is open in " + folder);
        }
    }
}
