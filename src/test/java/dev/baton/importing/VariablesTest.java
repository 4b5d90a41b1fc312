package dev.baton.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
    private static final Map<String, String> DOT_ENV = Map.of("PORT", "", "HOST", "db", "TAIL", "cash$");

    private final List<String> trouble = new ArrayList<>();
    private final Variables variables =
            new Variables(new Beside("", new DotEnv(".env", DOT_ENV), Map.of(), false), true, trouble::add);

    @ParameterizedTest
    @CsvSource({
        "${HOST}, db",
        "${HOST:-other}, db",
        "${PORT:-8080}, ${PORT:-8080}",
        "${PORT-8080}, ''",
        "${OTHER}, ${OTHER:-}",
        "${A:-${B:-c}}, ${A:-${B:-c}}",
        "a$$b, a$b",
        "$${HOST}, $${HOST}"
    })
    void readsWhatProcessComposeReads(String written, String read) {
        assertThat(variables.plain(written)).isEqualTo(read);
        assertThat(trouble).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"$$${OTHER}", "${TAIL}${OTHER}"})
    void tellsOfADollarBeforeAnExpression(String written) {
        variables.plain(written);

        assertThat(trouble).singleElement().asString().contains("a dollar right before ${OTHER:-}");
    }

    @Test
    void leavesAloneWhatIsNotExpanded() {
        Variables none = new Variables(new Beside("", null, Map.of(), false), false, trouble::add);

        assertThat(none.plain("${HOST}")).isEqualTo("$${HOST}");
        assertThat(trouble).isEmpty();
    }
}
