package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.launcher.LiveBaton;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes find one another and form a cluster; one that doesn't fit says why and ends with the exit code for that. */
@Tag("alone")
@Tag("long")
class ClusterJoinTest {
    private static final String BATON = "[baton]";
    private static final String AGENT = "agents: {waits: {command: [sleep, '600']}}\n";

    @TempDir
    private Path folder;

    private final List<BatonProcess> started = new ArrayList<>();
    private final int firstPort = LiveBaton.freePort();
    private final int secondPort = LiveBaton.freePort();

    @AfterEach
    void killAll() {
        started.forEach(BatonProcess::close);
    }

    @Test
    void twoNodesFormAClusterAndLeaveIt() {
        BatonProcess first = start("n1", firstPort, "");
        first.awaitLine(BATON, "joined cluster baton as n1, now with 1 node: n1");
        BatonProcess second = start("n2", secondPort, "");
        second.awaitLine(BATON, "joined cluster baton as n2, now with 2 nodes: n1, n2");
        second.awaitLine(BATON, "Starting 1 agent");
        first.awaitLine(BATON, "Node n2 can be reached: it was heard for the first time");

        second.signal("TERM");
        second.awaitExit();
        first.awaitLine(BATON, "Node n2 has left: it said goodbye");
        first.signal("TERM");
        first.awaitExit();
        // Coming and going as planned is no reason to warn.
        assertThat(first.log())
                .noneMatch(
                        line -> line.source().contains("Tcp") || line.source().contains("CP"));
    }

    @Test
    void aNodeThatWasKilledComesBackUnderItsName() {
        start("n1", firstPort, "").awaitLine(BATON, "joined cluster");
        BatonProcess killed = start("n2", secondPort, "").awaitLine(BATON, "now with 2 nodes");

        killed.signal("KILL").awaitExit();

        start("n2", LiveBaton.freePort(), "").awaitLine(BATON, "joined cluster baton as n2");
    }

    @Test
    void refusesAnIdThatIsInUse() {
        start("n1", firstPort, "").awaitLine(BATON, "joined cluster");

        start("n1", secondPort, "").endsWith(2);

        assertThat(lastWord())
                .startsWith("Baton could not start: cluster.node is 'n1' but a node of that name is in the cluster"
                        + " 'baton' already, at 127.0.0.1:" + firstPort + ". Give this one");
    }

    @Test
    void refusesToBeAloneBesideAClusterOfAnotherName() {
        start("n1", firstPort, "").awaitLine(BATON, "joined cluster");

        start("n2", secondPort, "  name: other\n  joinTimeout: 1s\n").endsWith(3);

        assertThat(lastWord())
                .contains("somebody answers at 127.0.0.1:" + firstPort + " but has not let this node in for 1 s")
                .contains("Either that node hangs", "cluster.name is 'other' here, so write the same on all nodes");
    }

    @Test
    void refusesToBeginAClusterThatItIsNoSeedOf() {
        start("n3", LiveBaton.freePort(), "  joinTimeout: 1s\n").endsWith(3);

        assertThat(lastWord()).contains("but none of them answers, and this node,", "Start one of them first");
    }

    @Test
    void saysThatANameLeadsNowhere() {
        run(
                        "n1",
                        config("n1", firstPort, "  joinTimeout: 1s\n")
                                .replaceAll("\\{members: .*}", "{dns: nothing.invalid}"))
                .endsWith(3);

        assertThat(lastWord())
                .contains("cluster.discovery.dns is 'nothing.invalid' but no address is known for that name");
    }

    @Test
    void refusesAPortThatIsInUse() throws IOException {
        try (ServerSocket member = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket bus = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start("n1", member.getLocalPort(), "").endsWith(1);
            assertThat(lastWord())
                    .contains("cluster.bind.memberPort is " + member.getLocalPort(), "Address already in use");

            run("n2", config("n2", secondPort, "").replaceAll("busPort: [0-9]+", "busPort: " + bus.getLocalPort()))
                    .endsWith(1);
            assertThat(lastWord()).contains("cluster.bind.busPort is " + bus.getLocalPort(), "Address already in use");
        }
    }

    @Test
    void refusesAnAddressOfAnotherMachine() {
        run("n1", config("n1", firstPort, "").replace("host: 127.0.0.1", "host: 10.255.254.253"))
                .endsWith(2);

        assertThat(lastWord()).contains("cluster.bind.host is 10.255.254.253 but this machine has no such address");
    }

    @Test
    void refusesPemFilesThatAreNotThere() {
        start("n1", firstPort, "  tls: {cert: no.crt, key: no.key, ca: no.ca}\n")
                .endsWith(2);

        assertThat(started.get(0).err())
                .anyMatch(line -> line.contains("cluster.tls.cert: cert is no.crt but it can't be read"))
                .contains("The config is refused, nothing was started.");
    }

    @Test
    void aBatonOfItsOwnLoadsNothingOfHazelcast() throws IOException {
        BatonFolder files = new BatonFolder(folder).config("agents: {a: {command: ['true']}}\n");
        files.withOptions("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:class+load:file=loaded.txt");

        try (BatonProcess baton = files.run()) {
            baton.endsWith(0);
        }

        String loaded = Files.readString(folder.resolve("loaded.txt"));
        assertThat(loaded).contains("dev.baton.launcher.ForegroundRun").doesNotContainIgnoringCase("hazelcast");
    }

    private BatonProcess start(String node, int memberPort, String more) {
        return run(node, config(node, memberPort, more));
    }

    private BatonProcess run(String node, String config) {
        try {
            Path own = Files.createDirectories(folder.resolve(node + "-" + started.size()));
            BatonProcess process = new BatonFolder(own).config(config).run();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The last line that the one started last has said to whoever started it. */
    private String lastWord() {
        List<String> err = started.get(started.size() - 1).err();
        assertThat(err).isNotEmpty();
        return err.get(err.size() - 1);
    }

    private String config(String node, int memberPort, String more) {
        return AGENT + "cluster:\n  enabled: true\n  node: " + node + "\n  bind: {host: 127.0.0.1, memberPort: "
                + memberPort + ", busPort: " + LiveBaton.freePort() + "}\n  discovery: {members: ['127.0.0.1:"
                + firstPort + "', '127.0.0.1:" + secondPort + "']}\n" + more;
    }
}
