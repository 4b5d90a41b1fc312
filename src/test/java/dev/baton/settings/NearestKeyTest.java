package dev.baton.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {
    private static final List<String> KNOWN =
            List.of("name", "maxWorkers", "checkInterval", "limit", "commandSocketPath", "allowedCommands");

    @ParameterizedTest
    @CsvSource({
        "max_workers, maxWorkers", "MAX-WORKERS, maxWorkers", "maxWorker, maxWorkers", "maxworkers, maxWorkers",
        "lmiit, limit", "limits, limit", "command_socket_path, commandSocketPath", "allowdCommand, allowedCommands"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(RecordMapper.nearest(typed, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"city", "x", "''", "colour", "threading"})
    void doesNotGuessWildly(String typed) {
        assertThat(RecordMapper.nearest(typed, KNOWN)).isEmpty();
    }

    @Test
    void saysWhatIsKnownWhenNothingIsNear() {
        Set<String> known = new LinkedHashSet<>(List.of("limit", "zone"));

        assertThat(RecordMapper.unknownKey("limits", known)).isEqualTo("unknown key 'limits': did you mean 'limit'?");
        assertThat(RecordMapper.unknownKey("colour", known)).isEqualTo("unknown key 'colour': known here: limit, zone");
        assertThat(RecordMapper.unknownKey("colour", Set.of()))
                .isEqualTo("unknown key 'colour': no keys are known here");
    }

    @Test
    void quotesAnEndlessKeyShortly() {
        assertThat(RecordMapper.unknownKey("x".repeat(100_000), Set.of("limit")))
                .hasSizeLessThan(150);
    }
}
