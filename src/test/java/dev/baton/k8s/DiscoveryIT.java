package dev.baton.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.command.Command;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.Certificates;
import dev.baton.testing.ClusterNode;
import dev.baton.testing.ClusterNodes;
import dev.baton.testing.NetNamespaces;
import dev.baton.testing.Shell;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
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
 * Pods that start at the same moment: JVMs, each in a network namespace with an address of its own and the ports of the overlay.
 * They have to find one another and become one cluster.
 */
@Tag("alone")
@Tag("netns")
@Tag("long")
class DiscoveryIT {
    private static final Duration TOGETHER = Duration.ofSeconds(90);
    private static final String API = "api";

    @TempDir
    private Path folder;

    private final NetNamespaces net = NetNamespaces.orSkip();
    private final Map<String, RunningPod> pods = new TreeMap<>();
    private final List<BatonProcess> others = new ArrayList<>();

    @AfterEach
    void close() {
        pods.values().forEach(RunningPod::close);
        others.forEach(BatonProcess::close);
        net.close();
    }

    /** By the name of the headless Service, which leads to all; for DNS there is a file that the JVM looks names up in. */
    @Test
    void podsOfProductionFindOneAnotherByName() throws IOException, GeneralSecurityException {
        List<String> names = List.of("baton-1", "baton-2", "baton-3");
        Path hosts = hosts(names);
        Map<String, Map<String, String>> secrets = Map.of(Tls.SECRET, Tls.files(folder));

        for (String name : names) {
            start("production", name, secrets, List.of(), "-Djdk.net.hosts.file=" + hosts);
        }

        allAreTogether();
        assertThat(names).allSatisfy(name -> assertThat(readiness(name)).isEqualTo("200"));
    }

    /** No overlay does, as it takes a role; but the key is there. */
    @Test
    void podsFindOneAnotherByTheApiOfKubernetes() throws IOException, GeneralSecurityException {
        List<String> names = List.of("baton-1", "baton-2");
        String[] addresses =
                names.stream().map(name -> net.placeOf(name).host()).toArray(String[]::new);
        BatonProcess api = BatonProcess.javaWithin(net.placeOf(API).entry(), PlayedApi.class, addresses);
        others.add(api);
        await().until(() -> api.out().contains("ready"));

        for (String name : names) {
            start(
                    "cluster",
                    name,
                    Map.of(),
                    List.of(
                            "cluster.discovery.dns=null",
                            "cluster.discovery.kubernetes={namespace: baton, service: baton-headless}"),
                    // What is else in files that Kubernetes lays into pods.
                    "-Dhazelcast.kubernetes.kubernetes-master=http://"
                            + net.placeOf(API).host() + ":" + PlayedApi.PORT,
                    "-Dhazelcast.kubernetes.api-token=" + PlayedApi.TOKEN,
                    "-Dhazelcast.kubernetes.ca-certificate="
                            + Files.readString(Certificates.make(folder, "api").cert()));
        }

        allAreTogether();
        assertThat(api.out())
                .contains("200 " + PlayedApi.SLICES + "?labelSelector=kubernetes.io/service-name=baton-headless");
    }

    private Path hosts(List<String> names) throws IOException {
        // As the kernel has it, for not every machine can look up its own name.
        String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        Stream<String> own = Stream.of("127.0.0.1 localhost", "127.0.0.1 " + host);
        Stream<String> nodes = names.stream().map(name -> net.placeOf(name).host() + " baton-headless");
        return Files.write(folder.resolve("hosts"), Stream.concat(own, nodes).toList());
    }

    private void start(
            String overlay,
            String name,
            Map<String, Map<String, String>> secrets,
            List<String> settings,
            String... options)
            throws IOException {
        Path own = folder.resolve(name);
        PodRoot root = new PodRoot(Overlay.of(overlay), own.resolve("root"), secrets).lay();
        pods.put(name, RunningPod.start(root, own.resolve("work"), name, net.placeOf(name), settings, options));
    }

    private void allAreTogether() {
        Map<String, String> all = new TreeMap<>();
        pods.keySet().forEach(name -> all.put(name, "up"));
        try {
            await().atMost(TOGETHER)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> {
                        for (RunningPod pod : pods.values()) {
                            assertThat(nodes(pod)).isEqualTo(all);
                        }
                    });
        } catch (ConditionTimeoutException e) {
            StringBuilder said = new StringBuilder(String.valueOf(e.getMessage()));
            pods.values().forEach(pod -> said.append("\n\n").append(pod.words()));
            others.forEach(other -> said.append("\n\n").append(other.out()).append(other.err()));
            throw new AssertionError(said.toString(), e);
        }
    }

    private static Map<String, String> nodes(RunningPod pod) throws IOException {
        Map<String, String> states = new TreeMap<>();
        for (JsonObject node : ClusterNode.rows(pod.ask(new Command.Ps(List.of())), "nodes")) {
            states.put(node.getString("node"), node.getString("state"));
        }
        return states;
    }

    /** As kubelet asks, which is on the pod's machine. */
    private String readiness(String name) {
        ClusterNodes.Place place = net.placeOf(name);
        return Shell.run(
                        String.join(" ", place.entry()) + " curl -s -o /dev/null -w '%{http_code}' http://"
                                + place.host() + ":8080/health/ready",
                        Map.of())
                .output();
    }
}
