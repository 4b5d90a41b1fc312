package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentSpec;
import dev.baton.importing.BatonYaml;
import dev.baton.importing.Imported;
import dev.baton.settings.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as people have them, beside what is to come of them: {@code baton.yaml}, and what is told in {@code notes.txt}. */
class ForeignFileTest {
    private static final Path FILES = Path.of("src/test/resources/dev/baton/importing");

    @TempDir
    private Path folder;

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(FILES)) {
            return all
                    .filter(file -> String.valueOf(file.getFileName()).matches("Procfile.*|process-compose.*"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Those that can be run as they are. */
    static Stream<Path> soundFiles() throws IOException {
        return files().filter(file -> ForeignFile.read(file, Map.of()).findings().stream()
                .allMatch(found -> found.finding().severity() == Severity.WARNING));
    }

    @ParameterizedTest
    @MethodSource("files")
    void becomesTheFileBesideIt(Path file) throws IOException {
        ForeignFile.Reading reading = ForeignFile.read(file, Map.of());

        assertThat(BatonYaml.of(imported(reading), String.valueOf(file.getFileName())))
                .isEqualTo(Files.readString(file.resolveSibling("baton.yaml")));
        assertThat(reading.findings())
                .extracting(found -> found.toString().substring(file.toString().length() + 1))
                .isEqualTo(Files.readAllLines(file.resolveSibling("notes.txt")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void tellsNoValueOfAVariable(Path file) {
        ForeignFile.Reading reading = ForeignFile.read(file, Map.of("NAME", "do-not-show-me"));

        assertThat(reading.findings().toString() + BatonYaml.of(imported(reading), "it"))
                .doesNotContain("do-not-show-me");
    }

    @ParameterizedTest
    @MethodSource("soundFiles")
    void runsAsWhatIsWrittenOfIt(Path file) throws Exception {
        Map<String, String> environment = Map.of("PGDATA", "/data");
        String written = BatonYaml.of(imported(ForeignFile.read(file, environment)), "it");

        try (ConfigFolder config = new ConfigFolder(folder)) {
            environment.forEach(config::environment);
            List<AgentSpec> fromWritten =
                    config.write("baton.yaml", written).load().agents();
            List<AgentSpec> asItIs = specs(file, environment);

            assertThat(asItIs)
                    .extracting(AgentSpec::name)
                    .isNotEmpty()
                    .isEqualTo(fromWritten.stream().map(AgentSpec::name).toList());
            for (int i = 0; i < asItIs.size(); i++) {
                assertThat(asItIs.get(i).whatDiffers(fromWritten.get(i)))
                        .as(asItIs.get(i).name())
                        .isEmpty();
            }
        }
    }

    @Test
    void aFindingIsAtItsLineOfTheProcfile() {
        try (ConfigFolder config = new ConfigFolder(folder)) {
            config.write("Procfile", "ok: sleep 1\n\noops\n");

            assertThat(config.load().findings())
                    .extracting(Object::toString)
                    .singleElement()
                    .asString()
                    .startsWith(folder.resolve("Procfile") + ":3:1: error: this line starts nothing");
        }
    }

    @Test
    void aLaterFileOverridesAProcfile() {
        try (ConfigFolder config = new ConfigFolder(folder)) {
            config.write("Procfile", "web: serve\n");
            config.write("site.yaml", "agents: {web: {env: {PORT: \"80\"}, restart: always}}\n");

            LoadedConfig loaded = config.load();

            assertThat(loaded.findings()).isEmpty();
            AgentSpec web = loaded.agents().get(0);
            assertThat(Objects.requireNonNull(web.process()).surroundings().env())
                    .containsEntry("PORT", "80");
        }
    }

    @Test
    void whatIsNeitherIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("baton.yaml"), "agents: {}\n");

        ForeignFile.Reading reading = ForeignFile.read(file, Map.of());

        assertThat(reading.imported()).isNull();
        assertThat(reading.findings()).singleElement().asString().contains("is neither a Procfile");
    }

    private static List<AgentSpec> specs(Path file, Map<String, String> environment) {
        try (ConfigFolder config = new ConfigFolder(file.getParent())) {
            environment.forEach(config::environment);
            return config.name(String.valueOf(file.getFileName())).load().agents();
        }
    }

    private static Imported imported(ForeignFile.Reading reading) {
        return Objects.requireNonNull(reading.imported());
    }
}
