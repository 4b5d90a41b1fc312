package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cluster.door.BusDoor;
import dev.baton.command.Command;
import dev.baton.lifecycle.Verb;
import dev.baton.testing.ClusterNode;
import dev.baton.testing.ClusterNodes;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with little memory and without TLS between them, and strangers who want that memory for themselves. */
@Tag("alone")
@Tag("long")
class OpenBusTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MEGABYTE = 1 << 20;
    private static final int HEAP = 96;
    private static final int STRANGERS = 20;

    @TempDir
    private static Path folder;

    private static ClusterNodes nodes;

    @BeforeAll
    static void form() {
        nodes = ClusterNodes.onLoopback(folder, ClusterTest.CONFIG, "n1", "n2")
                .withOptions("-Xmx" + HEAP + "m", "-XX:+ExitOnOutOfMemoryError")
                .form(ClusterTest.START, "n1", "n2");
    }

    @AfterAll
    static void close() {
        if (nodes != null) {
            nodes.close();
        }
    }

    /** Whatever was tried. */
    @AfterEach
    void bothNodesLiveAndWorkTogetherAndSaidLittle() {
        nodes.awaitAll(
                SOON,
                () -> assertThat(nodes.up())
                        .hasSize(2)
                        .allSatisfy(node -> assertThat(node.nodes())
                                .containsEntry("n1", "up")
                                .containsEntry("n2", "up")));
        for (List<String> way : List.of(List.of("n1", "n2"), List.of("n2", "n1"))) {
            JsonObject answer = nodes.node(way.get(0))
                    .answer(new Command.Steer(Verb.RESTART, List.of("counter"), true, way.get(1)));
            assertThat(answer.getInteger("code")).as(answer.encode()).isZero();
        }
        ClusterNode n1 = nodes.node("n1");
        assertThat(n1.process().said("[cluster]").stream().filter(said -> said.contains("were refused")))
                .as("a line a minute")
                .hasSizeBetween(1, 10)
                .allMatch(said -> said.contains("address=127.0.0.1"));
        assertThat(n1.process().out()).noneMatch(line -> line.startsWith("    at "));
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), nodes.node("n1").place().busPort());
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    /** Whether the other side has closed it, or does so soon. */
    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Sends as much as is taken. */
    private static void send(Socket socket, int length, int megabytes) {
        try {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(length);
            for (int i = 0; i < megabytes; i++) {
                out.write(new byte[MEGABYTE]);
            }
        } catch (IOException closed) {
            // That is what is asked about next.
        }
    }

    @Test
    void aStrangerWhoAnnouncesAHugeMessageIsSentAway() throws IOException {
        for (int i = 0; i < STRANGERS; i++) {
            try (Socket socket = connect()) {
                send(socket, Integer.MAX_VALUE - i, HEAP / 4);
                assertThat(isClosed(socket)).isTrue();
            }
        }
    }

    @Test
    void aSmallMessageThatSaysThatItHasTwoGigabytesInItIsNotBelieved() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream message = new DataOutputStream(bytes);
        byte[] address = "baton".getBytes(StandardCharsets.UTF_8);
        message.writeInt(2 + 1 + 4 + address.length);
        // Version, nothing in it, for one.
        message.write(new byte[] {2, 0, 0});
        message.writeInt(2_000_000_000);
        message.write(address);
        for (int i = 0; i < STRANGERS; i++) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(bytes.toByteArray());
                assertThat(isClosed(socket)).isTrue();
            }
        }
    }

    @Test
    void manyMessagesThatNeverBecomeWholeDontFillTheMemory() throws IOException {
        List<Socket> strangers = new ArrayList<>();
        try {
            int each = BusDoor.LARGEST_MESSAGE / MEGABYTE - 1;
            for (int i = 0; i < 2 * HEAP / each; i++) {
                Socket socket = connect();
                strangers.add(socket);
                send(socket, BusDoor.LARGEST_MESSAGE, each);
            }
            bothNodesLiveAndWorkTogetherAndSaidLittle();
        } finally {
            for (Socket socket : strangers) {
                socket.close();
            }
        }
    }

    @Test
    void manyConnectionsThatSayNothingKeepNobodyOut() throws IOException {
        List<Socket> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < BusDoor.MOST_CONNECTIONS + 50; i++) {
                strangers.add(connect());
            }
            assertThat(isClosed(strangers.get(0))).isTrue();
            // Has to connect again.
            nodes.node("n2").hang();
            nodes.awaitAll(SOON, () -> assertThat(nodes.node("n1").nodes()).containsEntry("n2", "unreachable"));
            nodes.node("n2").goOn();
            nodes.awaitAll(
                    ClusterTest.TOGETHER,
                    () -> assertThat(nodes.node("n1").nodes()).containsEntry("n2", "up"));
            bothNodesLiveAndWorkTogetherAndSaidLittle();
        } finally {
            for (Socket socket : strangers) {
                socket.close();
            }
        }
    }
}
