package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.cluster.ForeignMember;
import dev.baton.cluster.Gadget;
import dev.baton.command.Command;
import dev.baton.lifecycle.Verb;
import dev.baton.testing.Authority;
import dev.baton.testing.Certificates;
import dev.baton.testing.ClusterNode;
import dev.baton.testing.ClusterNodes;
import dev.baton.testing.LogLine;
import dev.baton.testing.TestPorts;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with TLS between them, and others who reach their ports but don't belong to them. */
@Tag("alone")
@Tag("long")
class HostilePeerTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 10;
    /** As long as it is the same peer, and a line or two of Hazelcast's or Netty's own. */
    private static final int FEW_LINES = 3;
    /** Who says that a node can't be reached. */
    private static final String CLIENT = "[ClusteredEventBus]";

    @TempDir
    private static Path folder;

    private static ClusterNodes nodes;
    private static Authority authority;

    private long complaintsBefore;

    @BeforeAll
    static void form() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("boot/dev/baton/cluster"));
        Files.copy(Path.of(Gadget.class.getResource("Gadget.class").toURI()), classes.resolve("Gadget.class"));
        authority = Authority.make(folder, "ca");
        Authority.Issued node = authority.issue("node");
        nodes = ClusterNodes.onLoopback(folder, config(node, authority), "n1", "n2")
                // Where a node would find it, if it looked.
                .withOptions("-Xbootclasspath/a:" + folder.resolve("boot"))
                .form(ClusterTest.START, "n1", "n2");
    }

    private static String config(Authority.Issued files, Authority trusted) {
        return ClusterTest.CONFIG + "cluster:\n  tls: {cert: '" + files.cert() + "', key: '" + files.key() + "', ca: '"
                + trusted.certificate() + "'}\n";
    }

    @AfterAll
    static void close() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @BeforeEach
    void count() {
        complaintsBefore = complaints();
    }

    private static long complaints() {
        return nodes.up().stream()
                .flatMap(node -> node.process().log().stream())
                .filter(line -> line.level().equals("WARNING") || line.level().equals("ERROR"))
                .count();
    }

    /** Whatever was tried. */
    @AfterEach
    void bothNodesLiveAndWorkTogether() {
        nodes.awaitAll(
                SOON,
                () -> nodes.up()
                        .forEach(node -> assertThat(node.nodes())
                                .containsEntry("n1", "up")
                                .containsEntry("n2", "up")));
        ClusterTest.restartsOnce(nodes, "n1", "n2");
        nodes.up()
                .forEach(node ->
                        assertThat(node.process().err()).as(node.name()).noneMatch(line -> line.startsWith("\tat ")));
    }

    @Test
    void bytesThatMeanNothingAreRefused() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < ATTEMPTS; i++) {
            for (int port : List.of(
                    nodes.node("n1").place().memberPort(),
                    nodes.node("n1").place().busPort())) {
                byte[] garbage = new byte[1 + random.nextInt(10_000)];
                random.nextBytes(garbage);
                sendAndReadToTheEnd(port, garbage);
            }
        }

        assertThat(complaints() - complaintsBefore).isLessThanOrEqualTo(FEW_LINES);
    }

    private static void sendAndReadToTheEnd(int port, byte[] bytes) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // That it broke off is what is wanted.
        }
    }

    @Test
    void aMemberOfAnotherClusterIsNotLetIn() {
        try (ForeignMember other =
                ForeignMember.join("other", nodes.node("n1").place().member(), TestPorts.next())) {
            assertThat(other.members()).isEqualTo(1);
        }
        assertThat(complaints() - complaintsBefore).isLessThanOrEqualTo(FEW_LINES);
    }

    @Test
    void anObjectThatActsWhenItIsReadIsNotRead() throws Exception {
        Path proof = folder.resolve("proof");
        readBack(new Gadget(proof));
        assertThat(proof).as("it acts where nobody refuses it").exists();

        Path trace = folder.resolve("trace");
        try (ForeignMember member =
                ForeignMember.join("baton", nodes.node("n1").place().member(), TestPorts.next())) {
            assertThat(member.members()).isEqualTo(3);

            assertThat(member.haveOthersDo(new Gadget(trace)))
                    .hasSize(2)
                    .allSatisfy(refusal -> assertThat(refusal).hasStackTraceContaining("Gadget"));
        }
        assertThat(trace).doesNotExist();
    }

    private static void readBack(Object object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isInstanceOf(Gadget.class);
        }
    }

    @Test
    void whoHasNoCertificateIsRefused() {
        for (int i = 0; i < ATTEMPTS; i++) {
            assertThatThrownBy(() -> speakTls(null)).isInstanceOf(IOException.class);
        }
        assertThat(complaints() - complaintsBefore).isLessThanOrEqualTo(FEW_LINES);
    }

    @Test
    void whoHasACertificateOfSomebodyElseIsRefused() throws Exception {
        Certificates.Pair foreign = Certificates.make(folder, "stranger");

        for (int i = 0; i < ATTEMPTS; i++) {
            assertThatThrownBy(() -> speakTls(foreign)).isInstanceOf(IOException.class);
        }
        assertThat(complaints() - complaintsBefore).isLessThanOrEqualTo(FEW_LINES);
    }

    /** Talks to the bus port of n1 until that ends the conversation. */
    private static void speakTls(Certificates.@Nullable Pair own) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = (SSLSocket) context(own)
                .getSocketFactory()
                .createSocket("127.0.0.1", nodes.node("n1").place().busPort())) {
            socket.setSoTimeout(5_000);
            socket.startHandshake();
            socket.getOutputStream().write(new byte[64]);
            if (socket.getInputStream().read() < 0) {
                throw new SSLException("it was closed");
            }
        }
    }

    private static SSLContext context(Certificates.@Nullable Pair own) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var pem = Files.newInputStream(authority.certificate())) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        if (own == null) {
            context.init(null, trust.getTrustManagers(), null);
        } else {
            keys.init(own.store(), own.password());
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        }
        return context;
    }

    /** A node of Baton whose certificate is of {@code other}, which is the only authority that it trusts. */
    private ClusterNode startUnder(Authority other, String node, String certificate) throws Exception {
        Authority.Issued files = other.issue(certificate);
        return nodes.start(
                node,
                "--set",
                "cluster.tls.cert=" + files.cert(),
                "--set",
                "cluster.tls.key=" + files.key(),
                "--set",
                "cluster.tls.ca=" + other.certificate());
    }

    @Test
    void aNodeOfAnotherAuthorityIsHeardByNobody() throws Exception {
        try (ClusterNode intruder = startUnder(Authority.make(folder, "other-ca"), "n3", "intruder")) {
            nodes.awaitAll(
                    ClusterTest.START,
                    () -> assertThat(intruder.process().said(LogLine.BATON).stream()
                                            .anyMatch(said -> said.startsWith("joined cluster"))
                                    || !intruder.isAlive())
                            .isTrue());

            assertThat(nodes.node("n1").nodes()).doesNotContain(Map.entry("n3", "up"));
            JsonObject answer =
                    nodes.node("n1").answer(new Command.Steer(Verb.RESTART, List.of("counter"), true, "n3"));
            assertThat(answer.getInteger("code")).as(answer.encode()).isNotZero();
        }
        assertThat(complaints() - complaintsBefore).isLessThanOrEqualTo(FEW_LINES);
    }

    @Test
    void nodesThatRefuseEachOthersCertificatesSayWhyInALine() throws Exception {
        try (ClusterNode stubborn = startUnder(Authority.make(folder, "second-ca"), "n4", "stubborn")) {
            nodes.awaitAll(
                    ClusterTest.START,
                    () -> assertThat(stubborn.process().said(CLIENT).stream()
                                    .filter(said -> said.contains("failed: "))
                                    .distinct())
                            .hasSizeGreaterThanOrEqualTo(2)
                            .allMatch(said -> said.contains("unable to find valid certification path")));
            nodes.awaitAll(
                    ClusterTest.START,
                    () -> assertThat(stubborn.process().said("[cluster]"))
                            .anyMatch(said -> said.contains("TLS came to nothing: ")));
            for (ClusterNode node : List.of(nodes.node("n1"), stubborn)) {
                assertThat(node.process().out()).noneMatch(line -> line.startsWith("    at "));
                assertThat(node.process().said(CLIENT)).hasSizeLessThanOrEqualTo(2 * FEW_LINES);
                assertThat(node.process().said("[cluster]")).hasSizeLessThanOrEqualTo(2 * FEW_LINES);
            }
        }
    }
}
