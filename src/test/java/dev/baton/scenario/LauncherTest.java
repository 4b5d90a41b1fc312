package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bin/baton} gives the JVM, told by one that only says what it was given. */
class LauncherTest {
    private static final String FOR_HAZELCAST = "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED";
    private static final String FOR_LIBRARIES = "--enable-native-access=ALL-UNNAMED";

    @TempDir
    private Path folder;

    private BatonFolder files;

    @BeforeEach
    void install() {
        files = new BatonFolder(folder).install().withEnvironment("BATON_ARCHIVE", "off");
    }

    private List<String> given(String version, String... line) throws IOException {
        Path java = Files.createDirectories(folder.resolve("java-" + version + "/bin"));
        Files.writeString(java.resolveSibling("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(java.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java.resolve("java"), PosixFilePermissions.fromString("rwx------"));
        try (BatonProcess baton = files.onJava(java.getParent()).installed(line)) {
            baton.endsWith(0);
            assertThat(baton.err()).isEmpty();
            return baton.out();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster: {enabled: true}",
                "orchestrator: {name: a}\ncluster:\n  enabled: true",
                "{\"cluster\": {\"enabled\": true}}",
                "orchestrator: {name: a} # and so on\n  cluster: {}",
                "\"cluster\" : {}",
                "{\"orchestrator\": {\"name\": \"a#1\"}, \"cluster\": {}}"
            })
    void aConfigWithAClusterIsRunAsANode(String config) throws IOException {
        files.config(config);

        assertThat(given("17.0.1", "run", "baton.yaml")).contains(FOR_HAZELCAST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agents: {}",
                "# a cluster of one\nagents: {}",
                "agents:\n  a: {command: [\"true\"]}   # cluster: {enabled: true}",
                ""
            })
    void aConfigWithoutOneIsNot(String config) throws IOException {
        files.config(config);

        assertThat(given("17.0.1", "run", "baton.yaml")).doesNotContain(FOR_HAZELCAST);
    }

    @Test
    void aClusterMayComeFromElsewhere() throws IOException {
        files.config("agents: {}");
        Files.writeString(folder.resolve("site.yaml"), "cluster: {enabled: true}");

        assertThat(given("17.0.1", "run", "baton.yaml", "site.yaml")).contains(FOR_HAZELCAST);
        assertThat(given("17.0.1", "run", "baton.yaml", "--set", "cluster.enabled=true"))
                .contains(FOR_HAZELCAST);
        assertThat(given("17.0.1", "run", "--nodes=3", "baton.yaml")).contains(FOR_HAZELCAST);
        assertThat(given("17.0.1", "run", "--nodes", "3", "baton.yaml")).contains(FOR_HAZELCAST);
        assertThat(given("17.0.1", "run", "/dev/stdin")).contains(FOR_HAZELCAST);
        assertThat(given("17.0.1", "run", "baton.yaml")).doesNotContain(FOR_HAZELCAST);
        for (String name : List.of("BATON_CLUSTER_ENABLED", "BATON_cluster_enabled")) {
            files.withEnvironment(name, "true");
            assertThat(given("17.0.1", "run", "baton.yaml")).as(name).contains(FOR_HAZELCAST);
            files.withEnvironment(name, "");
        }
    }

    @ParameterizedTest
    @CsvSource({"17.0.1, false", "23.0.1, false", "24.0.1, true", "25.0.3, true"})
    void everythingMayLoadItsLibrariesWhereJavaAsksForThat(String version, boolean asks) throws IOException {
        files.config("agents: {}");

        assertThat(given(version, "run", "baton.yaml").contains(FOR_LIBRARIES)).isEqualTo(asks);
        assertThat(given(version, "ps").contains(FOR_LIBRARIES)).isEqualTo(asks);
        assertThat(given(version, "ps")).doesNotContain(FOR_HAZELCAST);
    }
}
