package dev.baton.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tar.gz is complete, and what is in it runs where it was unpacked. */
class TarIT {
    @TempDir
    private static Path folder;

    private static BatonFolder files;
    private static Path unpacked;

    @BeforeAll
    static void unpack() {
        files = new BatonFolder(folder).withEnvironment("BATON_ARCHIVE", "off");
        unpacked = Artefacts.unpack(Artefacts.tar(), folder.resolve("installed"), 1);
    }

    @Test
    void holdsWhatAnInstallationNeeds() {
        String top = "baton-" + Artefacts.version() + "/";
        Map<String, String> entries = Artefacts.list(Artefacts.tar());

        assertThat(entries)
                .containsEntry(top + "bin/baton", "-rwxr-xr-x root/root")
                .containsKeys(top + "bin/lib/jdk.sh", top + "bin/lib/archive.sh", top + "lib/baton.jar")
                .containsKeys(top + "man/man1/baton.1", top + "etc/baton.yaml", top + "systemd/baton.service")
                .containsKeys(top + "completion/baton", top + "completion/_baton", top + "completion/baton.fish")
                .containsKeys(top + "config/demo.yaml", top + "config/baton.schema.json", top + "docs/installing.md")
                .containsKeys(top + "LICENSE", top + "README.md", top + "CHANGELOG.md");
        assertThat(entries.keySet()).allMatch(name -> name.startsWith(top));
        entries.remove(top + "bin/baton");
        assertThat(entries.values()).containsOnly("-rw-r--r-- root/root", "drwxr-xr-x root/root");
    }

    @Test
    void saysItsVersion() {
        try (BatonProcess baton = files.installed("--version")) {
            baton.endsWith(0);

            assertThat(baton.out().get(0)).isEqualTo("baton " + Artefacts.version());
        }
    }

    @Test
    void runsAConfig() {
        files.config("agents: {a: {command: [echo, hello]}}");

        try (BatonProcess baton = files.installed("run", "baton.yaml")) {
            baton.endsWith(0);

            assertThat(baton.said("[baton]")).anyMatch(line -> line.startsWith("Ended in SUCCESS"));
            assertThat(baton.err()).isEmpty();
        }
    }

    @Test
    void hasTheSchemaAndTheManualOfThisVersion() throws IOException {
        assertThat(unpacked.resolve("config/baton.schema.json"))
                .hasSameBinaryContentAs(Path.of("config/baton.schema.json"));
        assertThat(Files.readString(unpacked.resolve("man/man1/baton.1")))
                .startsWith(".TH BATON 1 \"\" \"Baton " + Artefacts.version() + "\"");
    }
}
