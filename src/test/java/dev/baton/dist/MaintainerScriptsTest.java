package dev.baton.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What dpkg runs as root: what can be said of it without a Debian to try it on. */
class MaintainerScriptsTest {
    private static final Path SCRIPTS = Path.of("src/dist/debian/control");
    private static final List<String> NAMES = List.of("postinst", "prerm", "postrm");

    static Stream<Path> scripts() {
        return NAMES.stream().map(SCRIPTS::resolve);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void stopsAtTheFirstErrorAndKnowsWhatItIsCalledWith(Path script) throws IOException {
        List<String> lines = Files.readAllLines(script);

        assertThat(lines.get(0)).isEqualTo("#!/bin/sh");
        assertThat(lines.get(1)).startsWith("# ");
        assertThat(lines.get(2)).isEqualTo("set -e");
        assertThat(lines).contains("case $1 in", "    *)", "        exit 1");
        assertThat(Files.isExecutable(script)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void isGoodShell(Path script) {
        assertThat(Programs.run("sh", "-n", script.toString())).isEmpty();
        assumeTrue(Programs.isThere("shellcheck", "--version"), "there is no shellcheck here");
        assertThat(Programs.run("shellcheck", script.toString())).isEmpty();
    }

    /** Called so by dpkg, it must neither fail nor do anything. */
    @ParameterizedTest
    @ValueSource(strings = {"prerm upgrade", "prerm deconfigure", "prerm failed-upgrade", "postrm disappear"})
    void hasNothingToDoThere(String call) {
        String[] words = call.split(" ", 2);

        assertThat(Programs.run("sh", SCRIPTS.resolve(words[0]).toString(), words[1]))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void refusesWhatItDoesNotKnow(Path script) {
        List<String> printed = Programs.run(
                "sh", "-c", "! \"$0\" no-such-step", script.toAbsolutePath().toString());

        assertThat(printed).singleElement().asString().contains("was called with 'no-such-step'");
    }
}
