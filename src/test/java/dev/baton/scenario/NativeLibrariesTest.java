package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native libraries beside the jar, as the image has them, are used as they are: nothing is unpacked to be loaded. */
@Tag("long")
class NativeLibrariesTest {
    /** By the name that Java has for a kind of processor: those of Bash, JNA and junixsocket. */
    private static final Map<String, Processor> PROCESSORS = Map.of(
            "amd64", new Processor("x86_64", "x86-64", "amd64"),
            "aarch64", new Processor("aarch64", "aarch64", "aarch64"));

    private static final String NOWHERE = "/proc/none";

    @TempDir
    private Path folder;

    private record Processor(String ofBash, String ofJna, String ofJunixsocket) {}

    @Test
    void areUsedWhereNoneCanBeUnpacked() throws IOException {
        assumeThat(System.getProperty("os.arch")).isIn(PROCESSORS.keySet());
        Processor processor = Objects.requireNonNull(PROCESSORS.get(System.getProperty("os.arch")));
        BatonFolder files = new BatonFolder(folder)
                .install()
                .config("agents: {a: {command: \"echo it runs\", restart: never}}\n")
                .withEnvironment("BATON_ARCHIVE", "off")
                .withEnvironment("XDG_CACHE_HOME", NOWHERE)
                .withEnvironment("BATON_JAVA_OPTS", "-Duser.home=" + NOWHERE + " -Djava.io.tmpdir=" + NOWHERE);
        unpack(processor, Files.createDirectories(folder.resolve("installed/lib/native/" + processor.ofBash())));

        try (BatonProcess baton = files.installed("run", "baton.yaml")) {
            baton.endsWith(0);

            assertThat(baton.said("[baton]")).contains("Ended in SUCCESS agent=a");
        }
    }

    private static void unpack(Processor processor, Path to) throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("baton.jar"))) {
            copy(
                    jar,
                    "com/sun/jna/linux-" + processor.ofJna() + "/libjnidispatch\\.so",
                    to.resolve("libjnidispatch.so"));
            copy(
                    jar,
                    "lib/" + processor.ofJunixsocket() + "-Linux-clang/jni/libjunixsocket-native-.*\\d\\.so",
                    to.resolve("libjunixsocket-native.so"));
        }
    }

    private static void copy(JarFile jar, String pattern, Path to) throws IOException {
        var entry = jar.stream()
                .filter(each -> each.getName().matches(pattern))
                .findFirst()
                .orElseThrow();
        try (InputStream library = jar.getInputStream(entry)) {
            Files.copy(library, to);
        }
    }
}
