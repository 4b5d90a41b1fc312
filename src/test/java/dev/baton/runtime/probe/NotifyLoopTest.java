package dev.baton.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** What reads all sockets. */
class NotifyLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private NotifyLoop loop;

    @BeforeEach
    void start() throws IOException {
        loop = NotifyLoop.start();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private NotifySocket open(Consumer<Notice> reader) {
        return loop.open(null, reader).toCompletableFuture().join();
    }

    private static void say(NotifySocket to, String what) throws IOException {
        byte[] datagram = what.getBytes(StandardCharsets.UTF_8);
        try (AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance()) {
            socket.connect(AFUNIXSocketAddress.of(Path.of(to.address()).toFile()));
            socket.send(new DatagramPacket(datagram, datagram.length));
        }
    }

    @Test
    void anErrorAtOneSocketEndsNothing() throws IOException {
        List<@Nullable String> said = new CopyOnWriteArrayList<>();
        NotifySocket socket = open(notice -> {
            said.add(notice.status());
            if (said.size() == 1) {
                throw new StackOverflowError("as asked");
            }
        });

        say(socket, "STATUS=one");
        await().atMost(PATIENCE).until(() -> said.contains("one"));
        say(socket, "STATUS=two");

        await().atMost(PATIENCE).until(() -> said.contains("two"));
        assertThat(loop.isEnded()).isFalse();
    }

    @Test
    void whoComesAfterTheEndIsToldSo() {
        NotifySocket socket = open(notice -> {});
        loop.close();
        await().atMost(PATIENCE).until(() -> loop.isEnded() && !Files.exists(Path.of(socket.address())));

        assertThat(loop.open(null, notice -> {}).toCompletableFuture())
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(IOException.class);
        loop.close(socket);
    }

    @Test
    void whoComesWhileItEndsIsAnsweredToo() {
        loop.close();

        assertThat(loop.open(null, notice -> {}).toCompletableFuture().handle((opened, failure) -> true))
                .succeedsWithin(PATIENCE);
    }
}
