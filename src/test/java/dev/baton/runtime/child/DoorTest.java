package dev.baton.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** Only the child comes in. */
class DoorTest {
    private static final long OWN_PID = ProcessHandle.current().pid();

    private Door door;

    @BeforeEach
    void open() throws IOException {
        door = Door.open(null);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private CompletableFuture<Line> admit(long pid) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return door.admit(pid, "the secret");
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Who is turned away early can't even say its secret. */
    private boolean isTurnedAway(String secret) {
        try (Line line = Door.knock(door.path(), secret)) {
            return line.read(Line.LONGEST) == null;
        } catch (IOException e) {
            return true;
        }
    }

    private boolean noiseIsTurnedAway() {
        try (AFUNIXSocket noise = AFUNIXSocket.connectTo(AFUNIXSocketAddress.of(door.path()))) {
            noise.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            return noise.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Test
    void standsWhereNobodyElseCanGo() throws IOException {
        Path folder = Objects.requireNonNull(door.path().getParent());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(door.path())))
                .isEqualTo("rw-------");
        door.close();
        assertThat(folder).doesNotExist();
    }

    @Test
    void letsTheChildInAfterThoseWhoDontKnowTheSecret() throws Exception {
        CompletableFuture<Line> admitted = admit(OWN_PID);
        assertThat(isTurnedAway("a guess")).isTrue();
        assertThat(noiseIsTurnedAway()).isTrue();

        try (Line child = Door.knock(door.path(), "the secret");
                Line parent = get(admitted)) {
            child.send(new FromChild.Ready("once"));
            assertThat(parent.read(Line.LONGEST)).isEqualTo(new FromChild.Ready("once"));
            parent.send(new ToChild.Stop());
            assertThat(child.read(Line.LONGEST)).isEqualTo(new ToChild.Stop());
        }
    }

    @Test
    void turnsAwayAProcessThatIsNotOfTheChildsTree() throws Exception {
        CompletableFuture<Line> admitted = admit(Integer.MAX_VALUE);

        assertThat(isTurnedAway("the secret")).isTrue();

        door.close();
        assertThatThrownBy(() -> get(admitted)).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void refusesMessagesThatAreTooLong() throws Exception {
        CompletableFuture<Line> admitted = admit(OWN_PID);
        AFUNIXSocket socket = AFUNIXSocket.connectTo(AFUNIXSocketAddress.of(door.path()));
        Wire wire = new Wire(FromChild.class);
        Line child = new Line(socket.getInputStream(), socket.getOutputStream(), socket, wire, wire);
        child.send(new FromChild.Hello("the secret"));
        try (Line parent = get(admitted)) {
            socket.getOutputStream().write(new byte[] {0x7f, 0, 0, 0});

            assertThatThrownBy(() -> parent.read(Line.LONGEST))
                    .isInstanceOf(Garbled.class)
                    .hasMessage("it is 2130706432 bytes long");
        }
        child.close();
    }
}
