package dev.baton.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.command.CommandFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {

    @Test
    void comeBackAsTheyWereWritten() {
        Map<String, Long> positions = Map.of("n2", 17L, "n1", 5L, "10.0.0.5:5701", 0L);

        assertThat(Positions.text(positions)).isEqualTo("10.0.0.5:5701:0,n1:5,n2:17");
        assertThat(Positions.parse("after_seq", Positions.text(positions))).isEqualTo(positions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "n1", "n1:", ":5", "n1:-1", "n1:5,n1:6", "n1:x", "n1:5,", "n1:99999999999999999999"})
    void refuseWhatIsNoneWithASentence(String text) {
        assertThatThrownBy(() -> Positions.parse("after_seq", text))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(400);
                    assertThat(failure.sentence()).contains("after_seq is \"" + text + '"', "such as n1:5,n2:17");
                });
    }
}
