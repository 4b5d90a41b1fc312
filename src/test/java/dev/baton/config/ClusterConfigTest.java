package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cluster.ClusterSettings;
import dev.baton.testing.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a config file may say of a cluster, and what is refused before anybody tries to join. */
class ClusterConfigTest {
    private static final String AGENTS = "agents: {a: {class: 'dev.baton.config.TestAgents$Idle'}}\n";

    @TempDir
    private Path folder;

    private ConfigFolder config;

    @BeforeEach
    void open() {
        config = new ConfigFolder(folder);
    }

    @AfterEach
    void close() {
        config.close();
    }

    @Test
    void everyKeyIsRead() throws Exception {
        Certificates.Pair own = Certificates.make(folder, "n1");
        ClusterSettings cluster = config.write(
                        "baton.yaml",
                        AGENTS
                                + """
                        cluster:
                          enabled: true
                          name: prod
                          node: n1
                          bind: {host: 8.8.8.8, memberPort: 1, busPort: 2, agreementPort: 3}
                          discovery: {kubernetes: {namespace: ns, podLabel: app=baton}}
                          tls: {cert: CERT, key: KEY, ca: CERT}
                          insecure: true
                          joinTimeout: 5s
                          dataDir: /data
                          labels: {zone: a}
                        """.replace("CERT", own.cert().toString())
                                        .replace("KEY", own.key().toString()))
                .load()
                .cluster();

        assertThat(cluster)
                .isEqualTo(new ClusterSettings(
                        true,
                        "prod",
                        "n1",
                        new ClusterSettings.Bind("8.8.8.8", 1, 2, 3),
                        new ClusterSettings.Discovery(
                                List.of(), null, new ClusterSettings.Kubernetes("ns", null, "app=baton")),
                        new ClusterSettings.Tls(own.cert(), own.key(), own.cert()),
                        true,
                        Duration.ofSeconds(5),
                        List.of(),
                        Path.of("/data"),
                        Duration.ofSeconds(4),
                        null,
                        Map.of("zone", "a")));
        assertThat(config.findings())
                .singleElement()
                .asString()
                .startsWith(
                        "baton.yaml:8:3: warning: cluster.tls: only the event bus (busPort) is encrypted: Hazelcast's"
                                + " member port 1 is not");
    }

    @Test
    void nothingIsSaidOfASectionThatIsNotEnabled() {
        assertThat(config.findingsOf(AGENTS + "cluster: {voters: [n1@h:1], bind: {host: 0.0.0.0}}"))
                .isEmpty();
    }

    @Test
    void allIsToldAtOnce() {
        assertThat(config.findingsOf(AGENTS + """
                cluster:
                  enabled: true
                  name: 'my cluster'
                  node: n/1
                  bind: {host: 0.0.0.0, memberPort: 70000, busPort: 7701}
                  discovery: {members: [10.0.0.5]}
                  tls: {cert: no.crt, key: no.key, ca: no.ca}
                  joinTimeout: 0s
                  voters: [n1@10.0.0.5:7701]
                  leaseDuration: 5s
                  maxWorkers: 7
                """))
                .anyMatch(line ->
                        line.startsWith("baton.yaml:4:3: error: cluster.name: name is 'my cluster' but must be"))
                .anyMatch(line ->
                        line.startsWith("baton.yaml:5:3: error: cluster.node: node is 'n/1' but must be 1 to 63"))
                .anyMatch(line -> line.contains("error: cluster.bind.memberPort: memberPort is 70000 but must be"))
                .anyMatch(line -> line.contains("cluster.bind.agreementPort: agreementPort is 7701, as busPort is"))
                .anyMatch(line -> line.contains(
                        "cluster.discovery.members[0]: members has '10.0.0.5' but each must be host:port"))
                .anyMatch(line ->
                        line.contains("cluster.tls.cert: cert is no.crt but it can't be read: there is no such"))
                .anyMatch(line -> line.contains("cluster.tls.key: key is no.key but it can't be read"))
                .anyMatch(line -> line.contains("cluster.tls.ca: ca is no.ca but it can't be read"))
                .anyMatch(line -> line.startsWith("baton.yaml:9:3: error: cluster.joinTimeout: joinTimeout is 0ms but"))
                .anyMatch(
                        line -> line.startsWith("baton.yaml:10:3: error: cluster.voters: voters comes with placement"))
                .anyMatch(line -> line.startsWith("baton.yaml:11:3: error: cluster.leaseDuration: leaseDuration comes"))
                .anyMatch(line -> line.startsWith("baton.yaml:12:3: error: cluster.maxWorkers: maxWorkers comes with"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0 | which is no address that other nodes could use",
                "'::' | which is no address that other nodes could use",
                "db.example.com | must be an address of this machine",
                "localhost | must be an address of this machine",
                "'[fd00::5]' | must be an address of this machine",
                "10.0.0 | must be an address of this machine",
                "8.8.8.8 | which is not private",
                "172.32.0.1 | which is not private",
                "'2001:db8::1' | which is not private",
            })
    void refusesAnAddress(String host, String why) {
        assertThat(config.findingsOf(withHost(host)))
                .singleElement()
                .asString()
                .contains("error: cluster.bind.host: host is ", why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "192.168.0.9", "169.254.1.1", "fd00::5", "fe80::1"
            })
    void acceptsAPrivateAddress(String host) {
        assertThat(config.findingsOf(withHost(host))).isEmpty();
    }

    @Test
    void onlyOneWayOfDiscovery() {
        assertThat(config.findingsOf(AGENTS + "cluster: {discovery: {members: [a:1], dns: b}}"))
                .containsExactly("baton.yaml:2:11: error: cluster.discovery: discovery has 2 of members, dns and"
                        + " kubernetes but must have one at most");
    }

    @Test
    void namesTheNodeByItsHost() {
        assertThat(config.environment("HOSTNAME", "web_1").findingsOf(AGENTS + "cluster: {enabled: true}"))
                .isEmpty();
        assertThat(config.environment("HOSTNAME", "web 1").findingsOf(AGENTS + "cluster: {enabled: true}"))
                .singleElement()
                .asString()
                .contains("cluster.node: node is left out and this host's name 'web 1' can't be one");
        assertThat(ClusterSettings.DEFAULT.withNode("h").node()).isEqualTo("h");
    }

    @Test
    void refusesPemFilesThatAreNone() throws Exception {
        Certificates.Pair own = Certificates.make(folder, "n1");
        Certificates.Pair other = Certificates.make(folder, "other");
        Path text = Files.writeString(folder.resolve("text"), "hello");

        assertThat(config.findingsOf(withTls(own.cert(), own.key(), other.cert())))
                .anyMatch(line -> line.contains("error: cluster.tls.cert: cert is ") && line.contains("whose first"));
        // Of the CA's own certificate behind it nobody is the issuer of the first.
        Path both = Files.writeString(
                folder.resolve("both.crt"), Files.readString(own.cert()) + Files.readString(other.cert()));
        assertThat(config.findingsOf(withTls(both, own.key(), other.cert())))
                .anyMatch(line -> line.contains("error: cluster.tls.cert: cert is ") && line.contains("whose first"));
        assertThat(config.findingsOf(withTls(text, text, text)))
                .anyMatch(line -> line.contains("error: cluster.tls.cert: cert is "))
                .anyMatch(line -> line.contains("error: cluster.tls.ca: ca is "))
                .anyMatch(line -> line.contains("cluster.tls.key: key is ") && line.contains("holds no private key"));
    }

    private static String withTls(Path cert, Path key, Path ca) {
        return AGENTS + "cluster:\n  enabled: true\n  node: n1\n  tls: {cert: " + cert + ", key: " + key + ", ca: " + ca
                + "}";
    }

    private static String withHost(String host) {
        return AGENTS + "cluster: {enabled: true, node: n1, bind: {host: '" + host + "'}}";
    }
}
