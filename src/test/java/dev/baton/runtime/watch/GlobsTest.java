package dev.baton.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobsTest {
    private static final Path HERE = Path.of("/work/it's [here]");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *.py            | a.py            | true
            *.py            | src/a.py        | false
            **/*.py         | a.py            | true
            **/*.py         | src/deep/a.py   | true
            src/**/*.py     | src/a.py        | true
            src/**/*.py     | src/x/y/a.py    | true
            src/**/*.py     | srcs/a.py       | false
            src/**          | src/a           | true
            ./src/**        | src/a           | true
            src/../lib/*    | lib/a           | true
            src/{a,b}/*.py  | src/b/x.py      | true
            src/**/t/*.py   | src/t/x.py      | true
            src/[ab].py     | src/b.py        | true
            src             | src/x/y         | true
            src             | src             | true
            src             | srcs            | false
            src/            | src/a           | true
            """)
    void matches(String glob, String file, boolean expected) {
        assertThat(new Interest("it", new Globs(List.of(glob)), HERE).matches(HERE.resolve(file)))
                .isEqualTo(expected);
    }

    @Test
    void anAbsolutePatternIsNotRelativeToTheFolder() {
        Interest interest = new Interest("it", new Globs(List.of("/etc/app/*.conf")), HERE);

        assertThat(interest.matches(Path.of("/etc/app/a.conf"))).isTrue();
        assertThat(interest.roots()).extracting(Root::base).containsExactly(Path.of("/etc/app"));
    }

    @Test
    void looksOnlyWhereFilesCanBe() {
        Interest interest = new Interest("it", new Globs(List.of("src/*/*.py", "!**/vendor/**")), HERE);

        assertThat(interest.reaches(HERE)).isFalse();
        assertThat(interest.reaches(HERE.resolve("src/a"))).isTrue();
        assertThat(interest.reaches(HERE.resolve("src/a/b"))).isFalse();
        assertThat(interest.reaches(HERE.resolve("src/vendor"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/[", "src/{a", "", " ", "!", "a\\"})
    void refusesWhatIsNoPattern(String glob) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Globs(List.of("ok", glob)))
                .withMessageContaining("'" + glob + "'");
    }

    @Test
    void refusesPatternsThatOnlyTakeAway() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Globs(List.of("!a")))
                .withMessageContaining("add one");
    }
}
