package dev.baton.runtime.tree;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class InletTest {
    private static final int MORE_THAN_A_PIPE_HOLDS = 1 << 20;

    /** What stands behind the number, empty if nothing. */
    private static String what(int fd) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void keepsItsNumberUntilTheLastWriterIsDone() throws IOException {
        int[] ends = Pipe.open();
        String pipe = what(ends[1]);
        Inlet inlet = new Inlet(ends[1]);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                inlet.write(new byte[MORE_THAN_A_PIPE_HOLDS]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        // Something has arrived, and not all of it has room.
        assertThat(LibC.read(ends[0], new byte[1], 1)).isEqualTo(1);

        inlet.close();

        assertThat(writer).isNotDone();
        assertThat(what(ends[1])).isEqualTo(pipe);
        LibC.close(ends[0]);
        assertThat(writer).failsWithin(30, SECONDS);
        await().until(() -> !what(ends[1]).equals(pipe));
        assertThatThrownBy(() -> inlet.write(1)).hasMessage("the pipe to the process is closed");
    }
}
