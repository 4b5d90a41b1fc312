package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFileNameTest {

    @Property
    void everyFileTellsWhoseItIs(
            @ForAll("agents") String agent, @ForAll @IntRange(max = 999) int number, @ForAll boolean packed) {
        LogFileName name = new LogFileName(agent, number, packed && number > 0);

        assertThat(LogFileName.parse(name.toString())).contains(name);
    }

    @Provide
    Arbitrary<String> agents() {
        return Arbitraries.of("a", ".log", ".1", ".gz", "-", ".log.2.gz", "log")
                .list()
                .ofMaxSize(4)
                .map(parts -> "a" + String.join("", parts));
    }

    @ParameterizedTest
    @ValueSource(strings = {".lock", "a.log.tmp", "a.txt", "a.log.0", "a.log.01", ".log", "-a.log", "a.log.1.gz.tmp"})
    void otherFilesAreNone(String file) {
        assertThat(LogFileName.parse(file)).isEmpty();
    }
}
