package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.config.ForeignFile;
import dev.baton.importing.BatonYaml;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code docs/migrating.md} shows of other tools' files becomes what it shows next: by Baton where it imports them, else
 * by hand, with the same names and programs. That what it shows next is a good config, {@link DocumentationExamplesTest} tells.
 */
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

    @Test
    void theProgramsOfSupervisordAreTheAgentsThatAreShown() {
        assertThat(agents("supervisord"))
                .containsExactlyElementsOf(found("(?m)^\\[program:(\\w+)]", before("supervisord")));
        assertThat(words(after("supervisord")))
                .containsAll(found("(?m)^command=(.*)", before("supervisord")).stream()
                        .flatMap(line -> words(line).stream())
                        .toList());
    }

    @Test
    void theAppsOfPm2AreTheAgentsThatAreShown() {
        JsonArray apps = new JsonObject(before("pm2")).getJsonArray("apps");

        assertThat(agents("pm2"))
                .containsExactlyElementsOf(apps.stream()
                        .map(app -> ((JsonObject) app).getString("name"))
                        .toList());
        assertThat(words(after("pm2")))
                .containsAll(apps.stream()
                        .map(app -> ((JsonObject) app).getString("script"))
                        .toList());
    }

    @Test
    void theUnitIsOneOfTheAgentsThatAreShown() {
        assertThat(agents("unit")).containsExactly("db", "shop");
        assertThat(words(after("unit")))
                .containsAll(found("(?m)^ExecStart=(.*)", before("unit")).stream()
                        .flatMap(line -> words(line).stream())
                        .toList());
    }

    private static List<String> agents(String language) {
        String config = after(language);
        return found("(?m)^ {2}([\\w-]+):", config.substring(config.indexOf("\nagents:")));
    }

    private static List<String> words(String text) {
        return List.of(text.split("[\\s,\\[\\]\"]+"));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private String imported(String language, String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), before(language));
        String text = BatonYaml.of(
                Objects.requireNonNull(ForeignFile.read(file, Map.of()).imported()), name);
        return text.substring(text.indexOf("agents:"));
    }

    private static String before(String language) {
        return EXAMPLES.get(indexOf(language)).text();
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
