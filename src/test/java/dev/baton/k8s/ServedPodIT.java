package dev.baton.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.command.Command;
import dev.baton.testing.ClusterNode;
import dev.baton.testing.ClusterNodes;
import dev.baton.testing.LogLine;
import dev.baton.testing.TestPorts;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The pod of {@code single}, run on this machine: asked as kubelet asks it, and given another config as kubelet does. */
@TestMethodOrder(OrderAnnotation.class)
class ServedPodIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;
    /** One that no other name of this machine leads to, as a pod's. */
    private static final String ADDRESS = "127.0.0.7";

    @TempDir
    private static Path folder;

    private static final int PORT = TestPorts.next();
    private static final Overlay OVERLAY = Overlay.of("single");
    private static Vertx vertx;
    private static PodRoot root;
    private static RunningPod pod;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        root = new PodRoot(OVERLAY, folder.resolve("root"), Map.of()).lay();
        ClusterNodes.Place here = new ClusterNodes.Place(ADDRESS, 0, 0, List.of());
        pod = RunningPod.start(root, folder.resolve("work"), "baton-0", here, List.of("http.port=" + PORT));
    }

    @AfterAll
    static void stop() {
        if (pod != null) {
            pod.close();
        }
        vertx.close().await();
    }

    /** Asks at the pod's address, under a name; 0 if nobody answers. */
    private static int status(String path, String host) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(PORT, ADDRESS))
                .setHost(host)
                .setPort(8080)
                .setURI(path);
        return vertx.createHttpClient()
                .request(options)
                .compose(request -> request.send())
                .map(HttpClientResponse::statusCode)
                .otherwise(0)
                .await();
    }

    private static int asKubelet(Probe probe) {
        HTTPGetAction get = probe.getHttpGet();
        assertThat(get.getScheme()).isIn(null, "HTTP");
        return status(get.getPath(), ADDRESS);
    }

    private static Map<String, String> config(String agents) throws IOException {
        String file = Files.readString(root.configs().get(0));
        return Map.of(
                "baton.yaml",
                file.substring(0, file.indexOf("agents:")) + agents,
                "tokens.yaml",
                Files.readString(root.configs().get(1)));
    }

    private static List<String> agents() throws IOException {
        return ClusterNode.rows(pod.ask(new Command.Ps(List.of())), "agents").stream()
                .map(agent -> agent.getString("agent_name") + " " + agent.getString("lifecycle_state"))
                .toList();
    }

    @Test
    @Order(1)
    void answersEachProbeAsItExpects() {
        await().atMost(PATIENCE).until(() -> asKubelet(OVERLAY.container().getStartupProbe()) == OK);
        await().atMost(PATIENCE).until(() -> asKubelet(OVERLAY.container().getReadinessProbe()) == OK);
        assertThat(asKubelet(OVERLAY.container().getLivenessProbe())).isEqualTo(OK);
    }

    @Test
    @Order(2)
    void answersUnderTheNamesOfItsServiceAndNoOthers() {
        assertThat(status("/health/ready", "baton")).isEqualTo(OK);
        assertThat(status("/health/ready", "baton.baton.svc")).isEqualTo(OK);
        assertThat(status("/health/ready", "elsewhere.example.org")).isEqualTo(403);
    }

    @Test
    @Order(3)
    void tellsNobodyWithoutATokenMoreThanItsHealth() {
        assertThat(status("/api/agents", ADDRESS)).isEqualTo(401);
        assertThat(status("/metrics", ADDRESS)).isEqualTo(401);
    }

    @Test
    @Order(4)
    void theCommandLineInThePodNeedsNoToken() {
        assertThat(pod.exec("ps").endsWith(0).out()).anyMatch(line -> line.contains("uptime"));
    }

    @Test
    @Order(5)
    void aChangedFileChangesAgentsWithoutARestart() throws IOException {
        pod.change(config("agents:\n  added: {command: [sleep, infinity]}\n"));

        await().atMost(PATIENCE).until(() -> agents().equals(List.of("added RUNNING")));
        assertThat(pod.process().isAlive()).isTrue();
    }

    @Test
    @Order(6)
    void aBadFileIsRefusedAndTheOldOneGoesOn() throws IOException {
        pod.change(config("agents:\n  added: {comand: [sleep, infinity]}\n"));

        await().atMost(PATIENCE)
                .until(() -> pod.process().said(LogLine.BATON).stream()
                        .anyMatch(line -> line.contains("The config has changed")
                                && line.contains("the new config is refused")
                                && line.contains("did you mean 'command'?")));
        assertThat(agents()).containsExactly("added RUNNING");
        assertThat(ClusterNode.rows(pod.ask(new Command.History(100, null, "COMMAND_EXECUTED", null)), "events"))
                .anyMatch(event ->
                        event.encode().contains("\"watch\"") && event.encode().contains("409"));
    }

    @Test
    @Order(7)
    void theNextGoodFileIsTaken() throws IOException {
        Map<String, String> good = new HashMap<>(config("agents:\n  other: {command: [sleep, infinity]}\n"));
        good.computeIfPresent("tokens.yaml", (name, tokens) -> tokens.replace("name: example", "name: another"));

        pod.change(good);

        await().atMost(PATIENCE).until(() -> agents().equals(List.of("other RUNNING")));
        await().atMost(PATIENCE)
                .until(() -> pod.process().said(LogLine.BATON).stream()
                        .anyMatch(line -> line.contains("only a restart changes http")));
    }

    @Test
    @Order(8)
    void endsWhenItIsAsked() {
        pod.process().signal("TERM").endsWith(0);
    }
}
