package dev.baton.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class StateFilePropertyTest {
    private Path folder = Path.of("");

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("state");
    }

    @AfterProperty
    void removeFolder() throws IOException {
        clear();
        Files.delete(folder);
    }

    @Property(tries = 200)
    void readsBackAnyNames(@ForAll("names") Set<String> names) throws IOException {
        file().write(names);

        assertThat(file().read()).isEqualTo(new StateFile.Content(names, null));
    }

    @Property(tries = 200)
    void eitherReadsOrMovesAsideAnyBytes(@ForAll byte[] bytes) throws IOException {
        survives(bytes);
    }

    @Property(tries = 200)
    void eitherReadsOrMovesAsideWhatWasRightButForAByte(
            @ForAll("names") Set<String> names, @ForAll @IntRange(max = 10_000) int where, @ForAll byte other)
            throws IOException {
        byte[] bytes = StoppedNames.encode(names);
        bytes[where % bytes.length] = other;

        survives(bytes);
    }

    @Property(tries = 200)
    void eitherReadsOrMovesAsideWhatWasCutShort(
            @ForAll("names") Set<String> names, @ForAll @IntRange(max = 10_000) int where) throws IOException {
        byte[] bytes = StoppedNames.encode(names);

        survives(java.util.Arrays.copyOf(bytes, where % bytes.length));
    }

    private void survives(byte[] bytes) throws IOException {
        clear();
        Files.write(path(), bytes);

        StateFile.Content read = file().read();

        assertThat(Files.exists(path())).isEqualTo(read.finding() == null);
        file().write(Set.of("a"));
        assertThat(file().read()).isEqualTo(new StateFile.Content(Set.of("a"), null));
    }

    @Provide
    Arbitrary<Set<String>> names() {
        return Arbitraries.strings()
                .withChars("abcXYZ019._-")
                .ofMinLength(1)
                .ofMaxLength(128)
                .filter(dev.baton.agent.AgentSpec::isName)
                .set()
                .ofMaxSize(20);
    }

    private StateFile file() {
        return new StateFile(path(), InstantSource.fixed(Instant.EPOCH));
    }

    private Path path() {
        return folder.resolve("state.json");
    }

    private void clear() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path path : inside.toList()) {
                Files.delete(path);
            }
        }
    }
}
