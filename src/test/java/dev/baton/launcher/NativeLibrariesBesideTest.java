package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link NativeLibraries}: where they are looked for. */
class NativeLibrariesBesideTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, x86_64",
        "Linux, aarch64, aarch64",
        "Linux, riscv64,",
        "Mac OS X, aarch64,",
        "Mac OS X, amd64,"
    })
    void areThoseForTheSystemAndItsProcessor(String system, String architecture, String expected) {
        assertThat(NativeLibraries.processor(system, architecture)).isEqualTo(expected);
    }

    @Test
    void lieBesideTheJarWhereverThatStandsInTheClassPath() throws IOException {
        Path there = Files.createDirectories(folder.resolve("native/x86_64"));
        Files.createFile(there.resolve("libjunixsocket-native.so"));
        String jar = folder.resolve("baton.jar").toString();

        for (String classPath :
                new String[] {jar, "agents" + File.pathSeparator + jar, "/none/a.jar" + File.pathSeparator + jar}) {
            assertThat(NativeLibraries.find(classPath, "x86_64")).as(classPath).isEqualTo(there.toFile());
        }
        assertThat(NativeLibraries.find(jar, "aarch64")).isNull();
        assertThat(NativeLibraries.find("/none/a.jar", "x86_64")).isNull();
        assertThat(NativeLibraries.find(folder.toString(), "x86_64")).isNull();
        assertThat(NativeLibraries.find("", "x86_64")).isNull();
    }
}
