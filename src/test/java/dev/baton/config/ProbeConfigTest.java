package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentSpec;
import dev.baton.process.Ceilings;
import dev.baton.process.Check;
import dev.baton.process.Probe;
import dev.baton.process.ProcessSpec;
import dev.baton.settings.ByteSize;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How config files say how programs are asked how they are, and what they may use. */
class ProbeConfigTest {
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

    private AgentSpec agent(String keys) {
        LoadedConfig loaded = config.write("baton.yaml", "agents: {a: {command: [\"true\"], " + keys + "}}")
                .load();
        assertThat(loaded.findings()).isEmpty();
        return loaded.agents().get(0);
    }

    private ProcessSpec process(String keys) {
        return Objects.requireNonNull(agent(keys).process());
    }

    @Test
    void readinessIsAskedEverySecondIfNothingIsSaid() {
        assertThat(process("readiness: {tcp: \"127.0.0.1:5432\"}").readiness())
                .isEqualTo(new Probe(
                        new Check.Tcp("127.0.0.1", 5432),
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1,
                        3));
    }

    @Test
    void livenessIsAskedEveryTenSecondsIfNothingIsSaid() {
        assertThat(process("liveness: {http: \"https://127.0.0.1:8443/health?full=1\"}")
                        .liveness())
                .isEqualTo(new Probe(
                        new Check.Http(URI.create("https://127.0.0.1:8443/health?full=1")),
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        1,
                        3));
    }

    @Test
    void readsAllKeys() {
        assertThat(process("readiness: {exec: pg_isready -q, initialDelay: 2s, period: 5s, timeout: 3s,"
                                + " successThreshold: 2, failureThreshold: 4}")
                        .readiness())
                .isEqualTo(new Probe(
                        new Check.Exec(List.of("/bin/sh", "-c", "pg_isready -q")),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(3),
                        2,
                        4));
        assertThat(Objects.requireNonNull(process("readiness: {log: \"listening on [0-9]+\"}")
                                .readiness())
                        .check()
                        .toString())
                .contains("listening on [0-9]+");
        assertThat(Objects.requireNonNull(process("readiness: notify").readiness())
                        .check())
                .isEqualTo(new Check.Notify());
        assertThat(Objects.requireNonNull(process("liveness: {notify: true}").liveness())
                        .check())
                .isEqualTo(new Check.Notify());
    }

    @Test
    void aTimeoutAloneIsHowLongItMayBeSilent() {
        AgentSpec agent = agent("liveness: {timeout: 30s}");

        assertThat(agent.supervision().liveness()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Objects.requireNonNull(agent.process()).liveness()).isNull();
    }

    @Test
    void readsCeilings() {
        assertThat(process("maxMemory: 512MB, maxCpu: 150%").ceilings())
                .isEqualTo(new Ceilings(ByteSize.parse("512MB"), 150.0, Duration.ofSeconds(30)));
        assertThat(process("maxCpu: {percent: 50, for: 5m}").ceilings())
                .isEqualTo(new Ceilings(null, 50.0, Duration.ofMinutes(5)));
        assertThat(process("umask: \"022\"").ceilings().isAny()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "readiness: {}                        | readiness asks nothing",
                "readiness: {tcp: \"a:1\", log: x}    | readiness: more than one check is given",
                "readiness: {tcp: \"a:0\"}            | tcp is 'a:0' but must be host:port",
                "readiness: {tcp: \"a:65536\"}        | tcp is 'a:65536' but must be host:port",
                "readiness: {tcp: 8080}               | tcp is 8080 but must be text",
                "readiness: {http: \"ftp://a/\"}      | http is 'ftp://a/' but must be a URL",
                "readiness: {http: \"http://u:pw@a/\"}| http names a user but a probe signs in nowhere",
                "readiness: {log: \"(\"}              | log is '(' but must be a regular expression",
                "readiness: {exec: []}                | exec",
                "readiness: sometimes                 | must be notify",
                "liveness: {log: x}                   | liveness is a log pattern",
                "liveness: {tcp: \"a:1\", period: 0}  | period is 0s but must be longer than nothing",
                "liveness: {tcp: \"a:1\", failureThreshold: 0} | failureThreshold is 0 but must be at least 1",
                "maxMemory: lots                      | maxMemory is 'lots' but must be a number of bytes",
                "maxCpu: much                         | must be a share of one core such as 150%",
                "maxCpu: 0%                           | maxCpu is '0%' but must be a share of one core",
                "maxCpu: {percent: 10, for: 10ms}     | for is 10ms but must be at least 1s",
            })
    void refusesWhatCantBeMeant(String keys, String finding) {
        assertThat(config.findingsOf("agents: {a: {command: [\"true\"], " + keys + "}}"))
                .singleElement()
                .asString()
                .contains(finding)
                .doesNotContain("pw@");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxMemory: 1GB | 'maxMemory' is for agents that are processes of their own",
                "maxCpu: 50%    | 'maxCpu' is for agents that are processes of their own",
                "liveness: {tcp: \"a:1\"} | 'liveness' is for agents that are processes of their own",
                "liveness: notify | 'liveness: notify' is for programs",
                "'isolation: process, liveness: notify' | 'liveness: notify' is for programs",
            })
    void refusesForJavaAgentsWhatIsForOthers(String keys, String finding) {
        assertThat(config.findingsOf("agents: {a: {class: dev.baton.config.TestAgents$Idle, " + keys + "}}"))
                .singleElement()
                .asString()
                .contains(finding);
    }
}
