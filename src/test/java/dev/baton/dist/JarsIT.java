package dev.baton.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars beside the two that are always built: sources and javadoc, and what the list of libraries says. */
class JarsIT {
    private static final Path SOURCES = Path.of("src/main/java");

    private static Path jar(String classifier) {
        return Artefacts.file("baton-" + Artefacts.version() + "-" + classifier + ".jar");
    }

    private static Set<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                Stream<String> names = file.stream().map(ZipEntry::getName)) {
            return new TreeSet<>(names.toList());
        }
    }

    @Test
    void sourcesAreAllThere() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            List<String> files = sources.filter(Files::isRegularFile)
                    .map(file -> SOURCES.relativize(file).toString())
                    .toList();

            assertThat(names(jar("sources"))).containsAll(files);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent",
                "command",
                "event",
                "history",
                "lifecycle",
                "logging",
                "orchestrator",
                "process",
                "settings"
            })
    void javadocTellsOfEveryPublicTypeOf(String room) throws IOException {
        Set<String> pages = names(jar("javadoc"));
        try (Stream<Path> sources = Files.list(SOURCES.resolve("dev/baton").resolve(room))) {
            List<String> types = sources.filter(Files::isRegularFile)
                    .filter(JarsIT::isPublic)
                    .map(file -> SOURCES.relativize(file).toString().replace(".java", ".html"))
                    .toList();

            assertThat(types).isNotEmpty();
            assertThat(pages).containsAll(types);
        }
    }

    private static boolean isPublic(Path source) {
        try {
            return Files.readAllLines(source).stream().anyMatch(line -> line.startsWith("public "));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void javadocTellsOfNothingElse() throws IOException {
        assertThat(names(jar("javadoc")))
                .contains("index.html", "dev/baton/launcher/Orchestrator.html", "dev/baton/runtime/Gates.html")
                .doesNotContain("dev/baton/launcher/Main.html", "dev/baton/cli/BatonCommand.html");
    }

    @Test
    void listNamesEveryLibraryInTheJar() throws IOException, URISyntaxException {
        Path jar = Artefacts.file("baton.jar");
        Path hazelcast = Path.of(Hazelcast.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> inTheJar = libraries(jar);
        // Hazelcast has copies of some within, under names of its own.
        inTheJar.removeAll(libraries(hazelcast));
        JsonObject list = list(jar);

        assertThat(list.getString("bomFormat")).isEqualTo("CycloneDX");
        assertThat(list.getJsonObject("metadata").getJsonObject("component").getString("version"))
                .isEqualTo(Artefacts.version());
        JsonArray components = list.getJsonArray("components");
        List<String> named = components.stream()
                .map(JsonObject.class::cast)
                .map(each -> each.getString("group") + ":" + each.getString("name") + ":" + each.getString("version"))
                .toList();
        assertThat(inTheJar).hasSizeGreaterThan(40);
        assertThat(named)
                .containsAll(inTheJar)
                .anyMatch(each -> each.startsWith("com.hazelcast:hazelcast:"))
                .anyMatch(each -> each.startsWith("info.picocli:picocli:"))
                .noneMatch(each -> each.startsWith("org.junit") || each.startsWith("org.assertj"));
        assertThat(components.stream().map(JsonObject.class::cast))
                .allMatch(
                        each -> !each.getJsonArray("licenses", new JsonArray()).isEmpty());
    }

    @Test
    void listIsTheSameBesideTheJarAndSaysNothingOfWhenItWasMade() throws IOException {
        JsonObject beside =
                new JsonObject(Files.readString(Artefacts.file("baton-" + Artefacts.version() + ".cdx.json")));

        assertThat(beside).isEqualTo(list(Artefacts.file("baton.jar")));
        assertThat(beside.containsKey("serialNumber")).isFalse();
        assertThat(beside.getJsonObject("metadata").containsKey("timestamp")).isFalse();
    }

    private static JsonObject list(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry("META-INF/sbom/baton.cdx.json"))) {
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** What says in a jar that it came from a Maven repository. */
    private static Set<String> libraries(Path jar) throws IOException {
        Set<String> found = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : file.stream()
                    .filter(each -> each.getName().matches("META-INF/maven/.*/pom\\.properties"))
                    .toList()) {
                Properties properties = new Properties();
                properties.load(file.getInputStream(entry));
                found.add(properties.getProperty("groupId") + ":" + properties.getProperty("artifactId") + ":"
                        + properties.getProperty("version"));
            }
        }
        return found;
    }
}
