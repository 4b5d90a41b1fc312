package dev.baton.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cluster.ClusterSettings;
import dev.baton.control.http.HttpSettings;
import dev.baton.testing.BatonFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Dockerfile keeps rules, most of which linters for Dockerfiles have too; and says the same as the rest of Baton. */
class DockerfileTest {
    private static final String SOCKET = "/run/baton/baton.sock";

    private final List<Instruction> all = Instruction.all(lines("Dockerfile"));
    private final int last = all.get(all.size() - 1).stage();

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(BatonFolder.checkout().resolve(file));
        } catch (IOException e) {
            throw new AssertionError(file + " is missing", e);
        }
    }

    private Stream<Instruction> named(String name) {
        return all.stream().filter(instruction -> instruction.is(name));
    }

    private List<Instruction> ofImage(String name) {
        return named(name).filter(instruction -> instruction.stage() == last).toList();
    }

    private Instruction theOneOfImage(String name) {
        assertThat(ofImage(name)).as("exactly one " + name).hasSize(1);
        return ofImage(name).get(0);
    }

    private String valueOf(String instructions, String key) {
        Matcher value = Pattern.compile("(?:^|\\s)" + Pattern.quote(key) + "=\"?([^\"\\s]*)")
                .matcher(String.join(
                        " ",
                        ofImage(instructions).stream().map(Instruction::text).toList()));
        assertThat(value.find()).as(instructions + " " + key).isTrue();
        return value.group(1);
    }

    private static String versionOfPom() {
        return lines("pom.xml").stream()
                .filter(line -> line.startsWith("  <version>"))
                .map(line -> line.replaceAll("</?version>", "").strip())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void baseImagesHaveATagThatNamesOneVersion() {
        assertThat(named("FROM").map(from -> from.text().split("\\s+", 2)[0]))
                .hasSize(2)
                .allMatch(image -> image.matches("[a-z./-]+:\\d+\\.\\d+\\.\\d+[\\w.-]*"), "name:major.minor.patch…");
    }

    @Test
    void theImageRunsOnAJreAndIsBuiltOnTheOldestJdk() {
        assertThat(named("FROM").map(Instruction::text))
                .satisfiesExactly(
                        build -> assertThat(build)
                                .startsWith("maven:")
                                .contains("-17-")
                                .endsWith(" AS build"),
                        image -> assertThat(image).contains(":25.").contains("-jre-"));
        assertThat(valueOf("LABEL", "org.opencontainers.image.base.name"))
                .isEqualTo(ofImage("FROM").get(0).text());
    }

    @Test
    void usesCopyRatherThanAdd() {
        assertThat(named("ADD")).isEmpty();
    }

    @Test
    void aptLeavesNothingInItsLayer() {
        List<String> installs = named("RUN")
                .map(Instruction::text)
                .filter(text -> text.contains("apt-get"))
                .toList();

        assertThat(installs)
                .hasSize(1)
                .allMatch(text -> text.contains("apt-get update") && text.contains("rm -rf /var/lib/apt/lists/*"))
                .allMatch(text -> text.contains("apt-get install -y --no-install-recommends "));
        assertThat(named("RUN").map(Instruction::text)).noneMatch(text -> text.matches(".*\\bapt\\s.*"));
    }

    @Test
    void noShellStandsBetweenTheEngineAndBaton() {
        assertThat(theOneOfImage("ENTRYPOINT").words()).containsExactly("/usr/bin/tini", "--", "/opt/baton/bin/baton");
        assertThat(theOneOfImage("CMD").words()).containsExactly("run", "/etc/baton/baton.yaml");
        assertThat(theOneOfImage("STOPSIGNAL").text()).isEqualTo("SIGTERM");
    }

    @Test
    void endsAsAUserWhoIsANumberAndNotRoot() {
        assertThat(theOneOfImage("USER").text()).isEqualTo("10001:10001");
        int user = all.indexOf(theOneOfImage("USER"));
        assertThat(all.subList(user, all.size())).noneMatch(after -> after.is("RUN") || after.is("COPY"));
    }

    @Test
    void foldersAreAbsoluteAndChangedByWorkdir() {
        assertThat(named("WORKDIR").map(Instruction::text)).allMatch(folder -> folder.startsWith("/"));
        assertThat(named("RUN").map(Instruction::text)).noneMatch(text -> text.matches("(.*[&;]\\s*)?cd .*"));
    }

    @Test
    void noSecretIsInAnArgumentOrVariable() {
        assertThat(all.stream().filter(each -> each.is("ARG") || each.is("ENV")))
                .noneMatch(each -> each.text()
                        .toLowerCase(Locale.ROOT)
                        .matches(".*(secret|token|password|passwd|credential|api_?key).*"));
    }

    @Test
    void healthIsAskedForOnceBySocketWithOptionsOfItsOwn() {
        assertThat(theOneOfImage("HEALTHCHECK").words())
                .containsExactly("env", "BATON_JAVA_OPTS=-Xmx32m", "baton", "status");
        assertThat(theOneOfImage("HEALTHCHECK").text())
                .contains("--interval=", "--timeout=", "--start-period=", "--retries=");
        assertThat(valueOf("ENV", "BATON_SOCKET")).isEqualTo(SOCKET);
        assertThat(valueOf("ENV", "BATON_ORCHESTRATOR_COMMAND_SOCKET_PATH")).isEqualTo(SOCKET);
    }

    @Test
    void labelsSayWhatItIs() {
        assertThat(valueOf("ARG", "VERSION")).isEqualTo(versionOfPom());
        assertThat(valueOf("LABEL", "org.opencontainers.image.version")).isEqualTo("$VERSION");
        assertThat(valueOf("LABEL", "org.opencontainers.image.revision")).isEqualTo("$REVISION");
        for (String label : List.of("title", "description", "licenses")) {
            assertThat(valueOf("LABEL", "org.opencontainers.image." + label)).isNotEmpty();
        }
    }

    @Test
    void thePageNamesTheVersion() {
        List<String> tags = Pattern.compile("\\bbaton:(\\d[\\w.-]*)")
                .matcher(String.join(" ", lines("docs/container.md")))
                .results()
                .map(tag -> tag.group(1))
                .distinct()
                .toList();

        assertThat(tags).containsExactly(versionOfPom());
    }

    @Test
    void portsAreThoseThatBatonHasIfNobodySaysOtherwise() {
        assertThat(theOneOfImage("EXPOSE").text().split(" "))
                .containsExactly(
                        Integer.toString(HttpSettings.DEFAULT.port()),
                        Integer.toString(ClusterSettings.DEFAULT.bind().memberPort()),
                        Integer.toString(ClusterSettings.DEFAULT.bind().busPort()));
    }

    @Test
    void copiesOnlyWhatIsThereAndWhatEnginesMaySee() {
        BuildContext context = BuildContext.of(lines(".dockerignore"));
        List<String> sources = named("COPY")
                .filter(copy -> !copy.text().startsWith("--from="))
                .flatMap(copy -> {
                    List<String> words = Arrays.asList(copy.text().split("\\s+"));
                    return words.subList(0, words.size() - 1).stream();
                })
                .toList();

        assertThat(sources).isNotEmpty().allMatch(context::has);
        assertThat(sources)
                .allMatch(source -> Files.exists(BatonFolder.checkout().resolve(source)));
        assertThat(List.of("bin/baton", "bin/lib/jdk.sh", "src/main/java", "src/dist/etc/baton.yaml"))
                .allMatch(context::has);
        assertThat(List.of(".git", "target", "docs", "src/test", "bin/verify", ".env"))
                .noneMatch(context::has);
        assertThat(ofImage("COPY")).extracting(Instruction::text).containsExactly("--from=build /image /");
    }

    @Test
    void hasTheLayoutOfAnInstallation() {
        String build = String.join(" ", named("RUN").map(Instruction::text).toList());

        for (String file : List.of("target/baton.jar target/native /image/opt/baton/lib/", "/image/etc/baton/")) {
            assertThat(build).contains(file);
        }
        for (String folder : List.of("/run/baton", "/var/lib/baton", "/var/log/baton")) {
            assertThat(build).containsPattern("install -d -o 10001 -g 10001[^&]* " + folder);
        }
        // A tmpfs that an engine mounts there is root's, with the mode of the folder.
        assertThat(build).contains("-m 1777 /run/baton ");
        assertThat(build).contains("ln -s ../../opt/baton/bin/baton /usr/bin/baton");
        assertThat(theOneOfImage("WORKDIR").text()).isEqualTo("/var/lib/baton");
        assertThat(Path.of(valueOf("ENV", "BATON_ORCHESTRATOR_STATE_DIR"))).startsWithRaw(Path.of("/var/lib/baton"));
    }

    @Test
    void theArchiveOfClassesIsMadeByTheJavaThatUsesIt() {
        assertThat(ofImage("RUN"))
                .extracting(Instruction::text)
                .anyMatch(text -> text.startsWith("BATON_ARCHIVE=now baton --version && ls "));
    }
}
