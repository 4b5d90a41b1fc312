package dev.baton.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFileTest {
    private static final RunId RUN = new RunId(1, 2, 3);

    @TempDir
    Path folder;

    private static RunFile.Entry entry(int pid) {
        return new RunFile.Entry(pid, 7, RUN + "." + pid, "0", "agent-" + pid);
    }

    @Test
    void isNoneIfItHasJustVanished() throws IOException {
        assertThat(RunFile.read(folder.resolve("gone" + RunFile.SUFFIX))).isNull();
    }

    @Test
    void passesOverDamagedLinesOnly() throws IOException {
        Path file = folder.resolve(RUN + RunFile.SUFFIX);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("baton 1 " + RUN + " boot\n+ 11 7 " + RUN + ".11 0 agent-11\n+ 1x 7 w 0 a\n+ 12 7\n")
                .getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n', '\n'});
        bytes.writeBytes(("+ 13 7 " + RUN + ".13 0 agent-13\n- 14").getBytes(StandardCharsets.UTF_8));
        Files.write(file, bytes.toByteArray());

        assertThat(Objects.requireNonNull(RunFile.read(file)).entries()).containsExactly(entry(11), entry(13));
    }

    @Test
    void forgetsAnEntryAndWritesAllAnewOnceItsChannelIsClosed() throws IOException {
        RunFile file = RunFile.create(folder, RUN, List.of(entry(11), entry(12)));
        file.forget(entry(11));
        assertThat(Objects.requireNonNull(RunFile.read(file.path())).entries()).containsExactly(entry(12));

        file.remove();
        file.forget(entry(13));
        assertThat(Objects.requireNonNull(RunFile.read(file.path())).entries()).containsExactly(entry(12));
    }
}
