package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cluster.ClusterSettings;
import dev.baton.config.ConfigLoader;
import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialPlanTest {
    @TempDir
    private Path folder;

    private final Vertx vertx = BatonVertx.create();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private List<TrialNode> plan(int count, String config, String... overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("baton.yaml"), config);
        ConfigSources sources =
                new ConfigSources(List.of(file), Map.of("XDG_STATE_HOME", folder.toString()), List.of(overrides));
        try (LoadedConfig loaded = new ConfigLoader(vertx).load(sources).await()) {
            assertThat(loaded.isRefused()).as("%s", loaded.findings()).isFalse();
            return new TrialPlan(loaded, sources, new FreePorts(port -> port != 15_702)).nodes(count);
        }
    }

    @Test
    void givesEachNodeItsOwnPortsAndTellsItOfAll() throws IOException {
        List<TrialNode> nodes = plan(3, "agents: {}");

        assertThat(nodes).extracting(TrialNode::name).containsExactly("n1", "n2", "n3");
        assertThat(nodes)
                .extracting(TrialNode::socket)
                .containsExactly(
                        Path.of("/tmp/baton-n1.sock"), Path.of("/tmp/baton-n2.sock"), Path.of("/tmp/baton-n3.sock"));
        assertThat(nodes.get(1).url()).isEqualTo("http://127.0.0.1:8081/");
        assertThat(nodes.get(1).overrides())
                .contains(
                        "cluster.enabled=true",
                        "cluster.node=n2",
                        "cluster.bind.host=127.0.0.1",
                        "cluster.bind.memberPort=5702",
                        "cluster.bind.busPort=15703",
                        "cluster.discovery={members: [\"127.0.0.1:5701\", \"127.0.0.1:5702\", \"127.0.0.1:5703\"],"
                                + " dns: null, kubernetes: null}",
                        "orchestrator.commandSocketPath=/tmp/baton-n2.sock",
                        "http.enabled=true",
                        "http.port=8081",
                        "orchestrator.stateDir=" + folder.resolve("baton/baton/processes/n2"),
                        "logs.dir=" + folder.resolve("baton/baton/logs/n2"))
                .noneMatch(override -> override.contains("loggerConfig"));
    }

    @Test
    void keepsFilesThatTheConfigNamesApart() throws IOException {
        String config = """
                orchestrator:
                  commandSocketPath: /run/acme/control
                  stateFile: state.json
                  stateDir: processes
                  loggerConfig: {file: out/.log}
                logs: {dir: '$${odd}'}
                http: {host: '::1', port: 9000}
                """;

        TrialNode node = plan(1, config).get(0);

        assertThat(node.socket()).hasToString("/run/acme/control-n1");
        assertThat(node.url()).isEqualTo("http://[::1]:9000/");
        assertThat(node.overrides())
                .contains(
                        "orchestrator.stateFile=state-n1.json",
                        "orchestrator.stateDir=processes/n1",
                        "orchestrator.loggerConfig.file=out/.log-n1",
                        "logs.dir=$${odd}/n1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"members: ['10.0.0.5:5701']", "dns: nodes", "kubernetes: {service: nodes}"})
    void nodesFindOneAnotherHereWhateverTheConfigSays(String discovery) throws IOException {
        TrialNode node = plan(2, "cluster: {discovery: {" + discovery + "}}").get(1);

        ConfigSources sources = new ConfigSources(List.of(folder.resolve("baton.yaml")), Map.of(), node.overrides());
        try (LoadedConfig loaded = new ConfigLoader(vertx).load(sources).await()) {
            assertThat(loaded.isRefused()).as("%s", loaded.findings()).isFalse();
            assertThat(loaded.cluster().discovery())
                    .isEqualTo(new ClusterSettings.Discovery(List.of("127.0.0.1:5701", "127.0.0.1:5702"), null, null));
        }
    }

    @Test
    void promisesNoSocketThatIsNotMade() throws IOException {
        assertThat(plan(1, "orchestrator: {enableCommandInterface: false}")
                        .get(0)
                        .socket())
                .isNull();
    }

    @Test
    void countsPortsFromWhereTheOperatorSays() throws IOException {
        assertThat(plan(2, "agents: {}", "http.enabled=true", "http.port=9100"))
                .extracting(TrialNode::url)
                .containsExactly("http://127.0.0.1:9100/", "http://127.0.0.1:9101/");
    }
}
