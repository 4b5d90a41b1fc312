package dev.baton.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.process.Check;
import dev.baton.process.Probe;
import dev.baton.testing.TestPorts;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readiness and liveness by a connection, against real servers of every kind. */
class TcpProbeTest {
    private static final String HOST = "127.0.0.1";
    private static final String READY = "ready";

    private final Ward ward = new Ward();

    @AfterEach
    void close() {
        ward.close();
    }

    private NetServer listen(int port, AtomicInteger connected) {
        return Ward.get(ward.vertx
                .createNetServer()
                .connectHandler(socket -> connected.incrementAndGet())
                .listen(port, HOST));
    }

    @Test
    void isReadyWhenSomebodyListens() {
        int port = TestPorts.next();
        Ward.Patient patient = ward.admit(Ward.process(Ward.probe(new Check.Tcp(HOST, port)), null))
                .begin();
        patient.awaitTrouble("readiness tcp 127.0.0.1:" + port + ": connection refused");
        assertThat(patient.told).isEmpty();

        listen(port, new AtomicInteger());

        patient.awaitReady();
    }

    @Test
    void isNotAliveWhenNobodyListensAnyMore() {
        NetServer server = listen(0, new AtomicInteger());
        Check.Tcp check = new Check.Tcp(HOST, server.actualPort());
        Ward.Patient patient = ward.admit(Ward.process(Ward.probe(check), Ward.probe(check)))
                .begin()
                .awaitReady();

        Ward.get(server.close());
        patient.awaitTold(2);

        assertThat(patient.told)
                .containsExactly(
                        READY, "liveness tcp 127.0.0.1:" + server.actualPort() + " failed 3 times: connection refused");
    }

    @Test
    void oneGoodAnswerMakesUpForBadOnesBefore() {
        int port = TestPorts.next();
        Check.Tcp check = new Check.Tcp(HOST, port);
        Probe patiently = new Probe(check, Duration.ZERO, Ward.SHORT, Duration.ofSeconds(20), 1, 1_000_000);
        NetServer server = listen(port, new AtomicInteger());
        Ward.Patient patient =
                ward.admit(Ward.process(Ward.probe(check), patiently)).begin().awaitReady();
        for (int i = 0; i < 3; i++) {
            Ward.get(server.close());
            patient.awaitTrouble("failed 2 of 1000000 times: connection refused");
            AtomicInteger connected = new AtomicInteger();
            server = listen(port, connected);
            await().until(() -> connected.get() > 0 && patient.probing.trouble().isEmpty());
        }

        assertThat(patient.told).containsExactly(READY);
    }

    @Test
    void isNotReadyWhenConnectionsAreNotTaken() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<SocketChannel> crowd = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                SocketChannel one = SocketChannel.open();
                one.configureBlocking(false);
                one.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort()));
                crowd.add(one);
            }
            Ward.Patient patient = ward.admit(Ward.process(
                            Ward.probe(new Check.Tcp(HOST, full.getLocalPort()), Duration.ofMillis(60)), null))
                    .begin();

            patient.awaitTrouble("no answer within 60ms");

            assertThat(patient.told).isEmpty();
            for (SocketChannel one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void whatComesOverAConnectionDoesNotMatter() {
        NetServer server = Ward.get(ward.vertx
                .createNetServer()
                .connectHandler(socket -> {
                    socket.write("\u0000garbage".repeat(100_000));
                    socket.close();
                })
                .listen(0, HOST));

        ward.admit(Ward.process(Ward.probe(new Check.Tcp(HOST, server.actualPort())), null))
                .begin()
                .awaitReady();
    }

    @Test
    void namesAHostThatDoesNotExist() {
        Ward.Patient patient = ward.admit(Ward.process(Ward.probe(new Check.Tcp("no-such-host.invalid", 80)), null))
                .begin();

        patient.awaitTrouble("readiness tcp no-such-host.invalid:80: ");

        assertThat(patient.told).isEmpty();
    }
}
