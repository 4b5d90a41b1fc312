package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.config.ForeignFile;
import dev.baton.importing.BatonYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/migrating.md} shows of other tools' files becomes what it shows next. */
class MigratingPageTest {
    private static final List<Example> EXAMPLES =
            Page.read(Path.of("docs/migrating.md")).examples();

    @TempDir
    private Path folder;

    @Test
    void aProcfileBecomesWhatIsShown() throws IOException {
        assertThat(imported("procfile", "Procfile").replaceAll(" +workingDir: .*\n", ""))
                .isEqualTo(after("procfile"));
    }

    @Test
    void aProcessComposeFileBecomesWhatIsShown() throws IOException {
        assertThat(imported("compose", "process-compose.yaml")).isEqualTo(after("compose"));
    }

    private String imported(String language, String name) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name), EXAMPLES.get(indexOf(language)).text());
        String text = BatonYaml.of(
                Objects.requireNonNull(ForeignFile.read(file, Map.of()).imported()), name);
        return text.substring(text.indexOf("agents:"));
    }

    private static String after(String language) {
        return EXAMPLES.get(indexOf(language) + 1).text();
    }

    private static int indexOf(String language) {
        for (int i = 0; i < EXAMPLES.size(); i++) {
            if (EXAMPLES.get(i).language().equals(language)) {
                return i;
            }
        }
        throw new AssertionError("the page shows no " + language);
    }
}
