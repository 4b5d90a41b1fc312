package dev.baton.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.baton.agent.Supervision;
import dev.baton.process.Check;
import dev.baton.process.Probe;
import dev.baton.runtime.Body;
import dev.baton.testing.Programs;
import java.io.IOException;
import java.net.DatagramPacket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** Readiness and signs of life by sd_notify. */
class NotifyProbeTest {
    private static final String READY = "ready";
    private static final Probe NOTIFY = Ward.probe(new Check.Notify());

    private final Ward ward = new Ward();

    @AfterEach
    void close() {
        ward.close();
    }

    private static Path socketOf(Map<String, String> environment) {
        return Path.of(Objects.requireNonNull(environment.get("NOTIFY_SOCKET")));
    }

    private static void say(Map<String, String> environment, byte[] datagram) {
        try (AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance()) {
            socket.connect(AFUNIXSocketAddress.of(socketOf(environment).toFile()));
            socket.send(new DatagramPacket(datagram, datagram.length));
        } catch (IOException e) {
            throw new AssertionError("nothing could be said to " + environment, e);
        }
    }

    private static void say(Map<String, String> environment, String datagram) {
        say(environment, datagram.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isReadyWhenItSaysSo() {
        Ward.Patient patient = ward.admit(Ward.process(NOTIFY, null));
        Map<String, String> environment = patient.environment();
        patient.begin();
        assertThat(environment).containsOnlyKeys("NOTIFY_SOCKET");
        say(environment, "STATUS=Reading the journal");
        patient.awaitTrouble("Reading the journal");
        assertThat(patient.told).isEmpty();

        say(environment, "READY=1\nSTATUS=Serving\nMAINPID=1\nRELOADING=0");

        patient.awaitReady();
        await().until(() -> patient.probing.trouble().equals("Serving"));
        say(environment, "READY=1");
        say(environment, "STOPPING=1");
        patient.awaitTrouble("it says that it is stopping");
        assertThat(patient.told).containsExactly(READY);
    }

    @Test
    void anotherUsersProgramsCantReachTheSocket() throws IOException {
        Path socket = socketOf(ward.admit(Ward.process(NOTIFY, null)).begin().environment());

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(Objects.requireNonNull(socket.getParent()))))
                .isEqualTo("rwx------");
    }

    @Test
    void eachStartHasASocketOfItsOwnThatGoesWithIt() {
        Ward.Patient first = ward.admit(Ward.process(NOTIFY, null)).begin();
        Ward.Patient second = ward.admit(Ward.process(NOTIFY, null)).begin();
        Map<String, String> ofFirst = first.environment();
        Map<String, String> ofSecond = second.environment();
        assertThat(socketOf(ofFirst)).isNotEqualTo(socketOf(ofSecond));

        first.does(first.probing::close);
        say(ofSecond, "READY=1");

        second.awaitReady();
        await().until(() ->
                !Files.exists(Objects.requireNonNull(socketOf(ofFirst).getParent())));
        assertThat(first.told).isEmpty();
    }

    @Test
    void garbageIsLeftOut() {
        Ward.Patient patient = ward.admit(Ward.process(NOTIFY, null));
        Map<String, String> environment = patient.environment();
        patient.begin();
        say(environment, new byte[] {(byte) 0xff, 0, 1, 2, '\n', '=', '\n'});
        say(environment, "READY=0\nREADY\nready=1\n READY=1\nWATCHDOG=2\nSTATUS");
        say(environment, "x".repeat(60_000) + "\nREADY=1");
        say(environment, "STATUS=\u001b[31m" + "y".repeat(1_000));
        patient.awaitTrouble("yyy");

        assertThat(patient.told).isEmpty();
        assertThat(patient.probing.trouble()).hasSize(200).doesNotContain("\u001b");
        say(environment, "READY=1");
        patient.awaitReady();
    }

    @Test
    void aFloodIsReadAndCostsNoMemory() {
        Ward.Patient patient = ward.admit(Ward.process(NOTIFY, null));
        Map<String, String> environment = patient.environment();
        patient.begin();
        try (AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance()) {
            socket.connect(AFUNIXSocketAddress.of(socketOf(environment).toFile()));
            for (int i = 0; i < 20_000; i++) {
                byte[] status = ("STATUS=" + i + "\nREADY=1\nWATCHDOG=1").getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(status, status.length));
            }
        } catch (IOException e) {
            throw new AssertionError("the socket did not take it", e);
        }

        patient.awaitTrouble("19999");
        assertThat(patient.told).containsExactly(READY);
    }

    @Test
    void isNotAliveWhenItSendsNoSigns() {
        Probe signs = new Probe(new Check.Notify(), Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 2);
        Ward.Patient patient = ward.admit(Ward.process(NOTIFY, signs));
        Map<String, String> environment = patient.environment();
        patient.begin();
        assertThat(environment).containsEntry("WATCHDOG_USEC", "2000000");
        say(environment, "READY=1");
        patient.awaitReady();

        long beats = ward.vertx.setPeriodic(50, timer -> say(environment, "WATCHDOG=1"));
        long begun = System.nanoTime();
        await().until(() -> System.nanoTime() - begun > Duration.ofSeconds(3).toNanos());
        assertThat(patient.told).containsExactly(READY);
        ward.vertx.cancelTimer(beats);

        patient.awaitTold(2);
        assertThat(patient.told.get(1)).isEqualTo("liveness notify failed 2 times: it did not send WATCHDOG=1");
    }

    @Test
    void isTakenForDeadWhenItAsksForThat() {
        Ward.Patient patient =
                ward.admit(Ward.process(NOTIFY, null), Supervision.DEFAULT.withLiveness(Duration.ofSeconds(30)));
        Map<String, String> environment = patient.environment();
        patient.begin();
        say(environment, "READY=1");
        patient.awaitReady();

        say(environment, "WATCHDOG=trigger");

        patient.awaitTold(2);
        assertThat(patient.told.get(1)).isEqualTo("it asked to be taken for dead, by WATCHDOG=trigger");
    }

    @Test
    void itsSignsAreThoseThatTheOrchestratorLooksAt() {
        Ward.Patient patient =
                ward.admit(Ward.process(NOTIFY, null), Supervision.DEFAULT.withLiveness(Duration.ofSeconds(30)));
        Map<String, String> environment = patient.environment();
        patient.begin();
        assertThat(environment).containsEntry("WATCHDOG_USEC", "30000000");
        assertThat(patient.probing.lastSign()).isEqualTo(Body.Activity.IDLE);
        say(environment, "READY=1");
        patient.awaitReady();
        long first = patient.probing.lastSign();
        assertThat(first).isNotEqualTo(Body.Activity.IDLE);

        say(environment, "WATCHDOG=1");

        await().until(() -> patient.probing.lastSign() > first);
        patient.does(patient.probing::pause);
        say(environment, "WATCHDOG=1\nSTATUS=seen");
        patient.awaitTrouble("seen");
        assertThat(patient.probing.lastSign()).isEqualTo(Body.Activity.IDLE);
        patient.does(patient.probing::resume);
        assertThat(patient.probing.lastSign()).isNotEqualTo(Body.Activity.IDLE);
    }

    @Test
    void whatItSaysBeforeItIsReadyDoesNotCount() {
        Ward.Patient patient =
                ward.admit(Ward.process(NOTIFY, null), Supervision.DEFAULT.withLiveness(Duration.ofSeconds(30)));
        Map<String, String> environment = patient.environment();
        patient.begin();
        say(environment, "WATCHDOG=1\nWATCHDOG=trigger\nSTATUS=early");
        patient.awaitTrouble("early");
        assertThat(patient.probing.lastSign()).isEqualTo(Body.Activity.IDLE);

        say(environment, "READY=1");
        patient.awaitReady();
        assertThat(patient.probing.lastSign()).isNotEqualTo(Body.Activity.IDLE);
        assertThat(patient.told).containsExactly(READY);

        say(environment, "WATCHDOG=trigger");
        patient.awaitTold(2);
        assertThat(patient.probing.lastSign()).isEqualTo(Body.Activity.IDLE);
    }

    @Test
    void worksWithSystemdsOwnCommand() {
        assumeThat(Programs.isThere("systemd-notify", "--version")).isTrue();
        Ward.Patient patient = ward.admit(Ward.process(NOTIFY, null));
        Map<String, String> environment = patient.environment();
        patient.begin();

        ward.run(environment, "systemd-notify", "--ready", "--status=up by its own word");

        patient.awaitReady();
        patient.awaitTrouble("up by its own word");
    }

    @Test
    void whoIsNotAskedToNotifyIsGivenNoSocket() {
        assertThat(ward.admit(Ward.process(null, null)).environment()).isEmpty();
    }
}
