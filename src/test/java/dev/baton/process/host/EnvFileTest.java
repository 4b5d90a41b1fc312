package dev.baton.process.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileTest {

    @Test
    void readsWhatEnvFilesHold() throws Exception {
        assertThat(EnvFile.parse("""
                        \uFEFF# a comment
                        ; another

                        PLAIN=a b # c
                          SPACED = x\s\s
                        export EXPORTED=1
                        HASH=a#b
                        EMPTY=
                        COMMENTED=# nothing
                        SINGLE='a "b" $C \\n # d' # e
                        DOUBLE="a 'b' \\"c\\" \\$D \\\\ \\t\\q # e"
                        LINES="one
                        two\\nthree"
                        DOLLAR=$HOME
                        TWICE=1
                        TWICE=2
                        URL=http://x/?a=b&c=d
                        """))
                .containsExactly(
                        entry("PLAIN", "a b"),
                        entry("SPACED", "x"),
                        entry("EXPORTED", "1"),
                        entry("HASH", "a#b"),
                        entry("EMPTY", ""),
                        entry("COMMENTED", ""),
                        entry("SINGLE", "a \"b\" $C \\n # d"),
                        entry("DOUBLE", "a 'b' \"c\" $D \\ \t\\q # e"),
                        entry("LINES", "one\ntwo\nthree"),
                        entry("DOLLAR", "$HOME"),
                        entry("TWICE", "2"),
                        entry("URL", "http://x/?a=b&c=d"));
    }

    @Test
    void readsLineEndsOfWindowsAndALastLineWithoutEnd() throws Exception {
        assertThat(EnvFile.parse("A=1\r\nB=\"2\"\r\nC=3")).isEqualTo(Map.of("A", "1", "B", "2", "C", "3"));
        assertThat(EnvFile.parse("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A=b\\nhunter2 | line 2 has no '=': write NAME=VALUE",
                "A=b\\n\\n1A=hunter2 | line 3 has no name before its '=' that a variable can have",
                "=hunter2 | line 1 has no name before its '='",
                "A B=hunter2 | line 1 has no name before its '='",
                "A=\"hunter2 | line 1 opens a quote that is never closed",
                "A='x\\ny'\\nB='hunter2 | line 3 opens a quote that is never closed",
                "A=\"x\" hunter2 | line 1 goes on after its closing quote",
                "A=hunter2\\0 | line 1 has a NUL character in it",
            })
    void saysInWhichLineSomethingIsWrongAndShowsNoValue(String text, String message) {
        assertThatThrownBy(() -> EnvFile.parse(text.replace("\\n", "\n").replace("\\0", "\0")))
                .hasMessageStartingWith(message.strip())
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesWhatIsNoSuchFile(@TempDir Path folder) throws Exception {
        Path large = Files.writeString(folder.resolve("large"), "#".repeat(1024 * 1024 + 1));
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'A', '=', (byte) 0xff});

        assertThatThrownBy(() -> EnvFile.read(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> EnvFile.read(folder)).hasMessage("it is a folder");
        assertThatThrownBy(() -> EnvFile.read(large)).hasMessage("it is larger than 1 MiB");
        assertThatThrownBy(() -> EnvFile.read(binary)).hasMessage("it is not valid UTF-8");
    }

    @Property(tries = 500)
    void givesBackWhatWasPutBetweenSingleQuotes(@ForAll String value) throws Exception {
        String plain = value.replaceAll("[\0'\r]", "");

        assertThat(EnvFile.parse("A='" + plain + "'\nB=1")).isEqualTo(Map.of("A", plain, "B", "1"));
    }
}
