package dev.baton.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package, as files: what is in it, where, and whose. */
class DebIT {
    private static final String FILE = "-rw-r--r-- root/root";
    private static final String PROGRAM = "-rwxr-xr-x root/root";

    @TempDir
    private static Path folder;

    private static Map<String, Path> members;
    private static Path root;
    private static Path control;

    @BeforeAll
    static void unpack() {
        members = Artefacts.unpackAr(Artefacts.deb(), folder);
        root = Artefacts.unpack(members.get("data.tar.gz"), folder.resolve("root"), 0);
        control = Artefacts.unpack(members.get("control.tar.gz"), folder.resolve("control"), 0);
    }

    @Test
    void isADebianPackage() throws IOException {
        assertThat(members.keySet()).containsExactly("debian-binary", "control.tar.gz", "data.tar.gz");
        assertThat(members.get("debian-binary")).hasContent("2.0\n");
        assertThat(Files.readAllLines(control.resolve("control")))
                .contains("Package: baton", "Version: " + Artefacts.debianVersion(), "Architecture: all")
                .anyMatch(
                        line -> line.startsWith("Depends: default-jre-headless (>= 2:1.17) | java17-runtime-headless"))
                .noneMatch(line -> line.contains("[["));
        assertThat(Artefacts.list(members.get("control.tar.gz")))
                .containsEntry("postinst", PROGRAM)
                .containsEntry("prerm", PROGRAM)
                .containsEntry("postrm", PROGRAM)
                .containsEntry("triggers", FILE);
        assertThat(Files.readAllLines(control.resolve("conffiles")))
                .containsExactlyInAnyOrder("/etc/baton/baton.yaml", "/etc/default/baton");
    }

    @Test
    void putsEachFileWhereItBelongs() {
        Map<String, String> entries = new TreeMap<>(Artefacts.list(members.get("data.tar.gz")));
        entries.keySet().removeIf(name -> name.startsWith("usr/share/doc/baton/docs/"));
        Map<String, String> folders = new TreeMap<>(entries);
        folders.keySet().removeIf(name -> !name.endsWith("/"));
        entries.keySet().removeAll(folders.keySet());

        assertThat(folders.values()).containsOnly("drwxr-xr-x root/root");
        assertThat(folders).containsKeys("etc/baton/", "usr/lib/baton/");
        assertThat(entries)
                .containsOnly(
                        Map.entry("etc/baton/baton.yaml", FILE),
                        Map.entry("etc/default/baton", FILE),
                        Map.entry("usr/bin/baton -> ../lib/baton/bin/baton", "lrwxrwxrwx root/root"),
                        Map.entry("usr/lib/baton/bin/baton", PROGRAM),
                        Map.entry("usr/lib/baton/bin/lib/archive.sh", FILE),
                        Map.entry("usr/lib/baton/bin/lib/jdk.sh", FILE),
                        Map.entry("usr/lib/baton/bin/lib/site.sh", FILE),
                        Map.entry("usr/lib/baton/lib/baton.jar", FILE),
                        Map.entry("usr/lib/baton/lib/native/aarch64/libjnidispatch.so", FILE),
                        Map.entry("usr/lib/baton/lib/native/aarch64/libjunixsocket-native.so", FILE),
                        Map.entry("usr/lib/baton/lib/native/x86_64/libjnidispatch.so", FILE),
                        Map.entry("usr/lib/baton/lib/native/x86_64/libjunixsocket-native.so", FILE),
                        Map.entry("usr/lib/systemd/system/baton.service", FILE),
                        Map.entry("usr/lib/sysusers.d/baton.conf", FILE),
                        Map.entry("usr/lib/tmpfiles.d/baton.conf", FILE),
                        Map.entry("usr/share/baton/baton.schema.json", FILE),
                        Map.entry("usr/share/bash-completion/completions/baton", FILE),
                        Map.entry("usr/share/doc/baton/CHANGELOG.md", FILE),
                        Map.entry("usr/share/doc/baton/README.md", FILE),
                        Map.entry("usr/share/doc/baton/changelog.gz", FILE),
                        Map.entry("usr/share/doc/baton/copyright", FILE),
                        Map.entry("usr/share/doc/baton/examples/cluster-demo.yaml", FILE),
                        Map.entry("usr/share/doc/baton/examples/demo.yaml", FILE),
                        Map.entry("usr/share/fish/vendor_completions.d/baton.fish", FILE),
                        Map.entry("usr/share/man/man1/baton.1.gz", FILE),
                        Map.entry("usr/share/zsh/vendor-completions/_baton", FILE));
    }

    @Test
    void holdsTheJarThatWasBuilt() {
        assertThat(root.resolve("usr/lib/baton/lib/baton.jar")).hasSameBinaryContentAs(Artefacts.file("baton.jar"));
    }

    @Test
    void runsThroughItsLink() {
        assertThat(Programs.run(
                        "env",
                        "BATON_ARCHIVE=off",
                        root.resolve("usr/bin/baton").toString(),
                        "--version"))
                .startsWith("baton " + Artefacts.version());
    }

    @Test
    void hasASumForEachFile() throws Exception {
        for (String line : Files.readAllLines(control.resolve("md5sums"))) {
            String[] sumAndName = line.split("  ", 2);
            assertThat(md5(root.resolve(sumAndName[1]))).as(line).isEqualTo(sumAndName[0]);
        }
        assertThat(Files.readAllLines(control.resolve("md5sums"))).hasSizeGreaterThan(20);
    }

    private static String md5(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)));
    }

    @Test
    void hasTheManualAndAChangelogOfThisVersion() throws IOException {
        assertThat(unzip("usr/share/man/man1/baton.1.gz")).contains("\"Baton " + Artefacts.version() + "\"");
        assertThat(unzip("usr/share/doc/baton/changelog.gz"))
                .startsWith("baton (" + Artefacts.debianVersion() + ") ")
                .containsPattern("> {2}[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000\n$");
    }

    private static String unzip(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(root.resolve(name)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** By the shells that are here; bash is. */
    @Test
    void completesInEachShell() {
        List<String[]> checks = List.of(
                new String[] {"bash", "-n", "usr/share/bash-completion/completions/baton"},
                new String[] {"zsh", "-n", "usr/share/zsh/vendor-completions/_baton"},
                new String[] {"fish", "-n", "usr/share/fish/vendor_completions.d/baton.fish"});
        for (String[] check : checks) {
            Path script = root.resolve(check[2]);
            assertThat(script).content(StandardCharsets.UTF_8).contains("history-stats", "token-file");
            if (Programs.isThere(check[0], "--version")) {
                assertThat(Programs.run(check[0], check[1], script.toString())).isEmpty();
            }
        }
    }
}
