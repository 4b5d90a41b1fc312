package dev.baton.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve --port=80 | serve --port=80",
                "serve --db-password=abc -v | serve --db-password=*** -v",
                "API_KEY=abc ./run | API_KEY=*** ./run",
                "run --Token abc --x | run --Token *** --x",
                "run --token --x | run --token --x",
                "psql postgres://me:abc@db/x | psql postgres://me:***@db/x",
                "curl http://host:80/x | curl http://host:80/x",
            })
    void hidesWhatLooksLikeASecretInALine(String line, String shown) {
        assertThat(SecretKeys.hideIn(line)).isEqualTo(shown);
    }

    @Test
    void hidesTheWordAfterAnOptionThatAsksForASecret() {
        assertThat(SecretKeys.hideIn(List.of("run", "--password", "a b", "--token", "--secret=c", "-v", "d")))
                .containsExactly("run", "--password", "***", "--token", "--secret=***", "-v", "d");
    }
}
