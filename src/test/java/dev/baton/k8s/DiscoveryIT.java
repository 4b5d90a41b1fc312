package dev.baton.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.command.Command;
import dev.baton.testing.ClusterNode;
import dev.baton.testing.ClusterNodes;
import dev.baton.testing.NetNamespaces;
import dev.baton.testing.Shell;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pods of {@code production}: three JVMs, each in a network namespace with an address of its own and the ports of the overlay.
 * They find one another by the name of the headless Service, which leads to all of them; for DNS there is a file that the JVM
 * looks names up in.
 */
@Tag("netns")
@Tag("long")
class DiscoveryIT {
    private static final Duration TOGETHER = Duration.ofSeconds(60);
    private static final List<String> NAMES = List.of("baton-1", "baton-2", "baton-3");

    @TempDir
    private static Path folder;

    private final NetNamespaces net = NetNamespaces.orSkip();
    private final List<RunningPod> pods = new ArrayList<>();

    @AfterEach
    void close() {
        pods.forEach(RunningPod::close);
        net.close();
    }

    private Path hosts() throws IOException {
        Stream<String> own = Stream.of(
                "127.0.0.1 localhost", "127.0.0.1 " + InetAddress.getLocalHost().getHostName());
        Stream<String> nodes = NAMES.stream().map(name -> net.placeOf(name).host() + " baton-headless");
        return Files.write(folder.resolve("hosts"), Stream.concat(own, nodes).toList());
    }

    private static Map<String, String> nodes(RunningPod pod) throws IOException {
        Map<String, String> states = new TreeMap<>();
        for (JsonObject node : ClusterNode.rows(pod.ask(new Command.Ps(List.of())), "nodes")) {
            states.put(node.getString("node"), node.getString("state"));
        }
        return states;
    }

    private void start(String name, Map<String, Map<String, String>> secrets, Path hosts) throws IOException {
        Path own = folder.resolve(name);
        PodRoot root = new PodRoot(Overlay.of("production"), own.resolve("root"), secrets).lay();
        pods.add(RunningPod.start(
                root, own.resolve("work"), name, net.placeOf(name), List.of(), "-Djdk.net.hosts.file=" + hosts));
    }

    private void allAreTogether() {
        Map<String, String> all = new TreeMap<>();
        NAMES.forEach(name -> all.put(name, "up"));
        try {
            await().atMost(TOGETHER)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> {
                        for (RunningPod pod : pods) {
                            assertThat(nodes(pod)).isEqualTo(all);
                        }
                    });
        } catch (ConditionTimeoutException e) {
            StringBuilder said = new StringBuilder(String.valueOf(e.getMessage()));
            pods.forEach(pod -> said.append("\n\n").append(pod.words()));
            throw new AssertionError(said.toString(), e);
        }
    }

    /** As kubelet, which is on the pod's machine. */
    private String readiness(String name) {
        ClusterNodes.Place place = net.placeOf(name);
        return Shell.run(
                        String.join(" ", place.entry()) + " curl -s -o /dev/null -w '%{http_code}' http://"
                                + place.host() + ":8080/health/ready",
                        Map.of())
                .output();
    }

    @Test
    void podsThatStartTogetherFindOneAnotherByName() throws IOException, GeneralSecurityException {
        Path hosts = hosts();
        Map<String, Map<String, String>> secrets = Map.of(Tls.SECRET, Tls.files(folder));

        for (String name : NAMES) {
            start(name, secrets, hosts);
        }

        allAreTogether();
        assertThat(NAMES).allSatisfy(name -> assertThat(readiness(name)).isEqualTo("200"));
    }
}
