package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad input has a clear message at the right line, and refuses a start. */
class BadInputTest {
    private static final String IDLE = "dev.baton.config.TestAgents$Idle";

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
    void namesAMissingFile() {
        assertThat(config.name("none.yaml").findings())
                .contains("none.yaml: critical: there is no such file: check the spelling and the current folder");
        assertThat(config.load().isRefused()).isTrue();
    }

    @Test
    void namesAFolderInPlaceOfAFile() throws Exception {
        Files.createDirectory(folder.resolve("conf"));

        assertThat(config.name("conf").findings())
                .anyMatch(line -> line.startsWith("conf: critical: is a folder but must be a file"));
    }

    @Test
    void refusesWhatIsNoUtf8() {
        assertThat(config.write("baton.yaml", new byte[] {'a', ':', ' ', (byte) 0xff})
                        .findings())
                .contains("baton.yaml: critical: is not valid UTF-8: save it with the encoding UTF-8");
    }

    @Test
    void refusesAnEndlessFile() {
        assertThat(config.findingsOf("#".repeat(3 * 1024 * 1024 + 1)))
                .anyMatch(line -> line.startsWith("baton.yaml: critical: is larger than 3 MiB"));
    }

    @Test
    void warnsOfAnEmptyFile() {
        assertThat(config.findingsOf("# nothing\n"))
                .containsExactly(
                        "baton.yaml: warning: the file is empty: everything has its default",
                        "baton.yaml: warning: agents: there are no agents: with runMode STOP_ON_EMPTY the run ends as"
                                + " soon as it has begun");
        assertThat(config.load().isRefused()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "agents:\\n  a: b: c | baton.yaml:2:7: critical: broken YAML: mapping values are not allowed here: put a",
                "agents: [a | baton.yaml:1:11: critical: broken YAML: expected ',' or ']'",
                "agents: \\\"a | baton.yaml:1:11: critical: broken YAML: found unexpected end of stream: a quote that was opened",
                "a: *b | baton.yaml:1:4: critical: broken YAML: found undefined alias b: define it before",
                "a: 1\\n---\\na: 2 | baton.yaml:2:1: critical: broken YAML: but found another document: keep one document",
                "- a | baton.yaml:1:1: critical: a config file is a map with the keys orchestrator, http, metrics, cluster, groups and agents, but this is a list",
                "text | baton.yaml:1:1: critical: a config file is a map",
                "agents: &a {b: *a} | baton.yaml: critical: it holds more than",
                "orchestrator:\\n  name: !!java.net.URL [x] | baton.yaml:2:9: critical: broken YAML: Global tag is not allowed: tag:yaml.org,2002:java.net.URL: write the value without the tag",
                "orchestrator:\\n  name: !ruby x | baton.yaml:2:9: error: orchestrator.name: the tag !ruby is not known",
            })
    void pointsAtBrokenYaml(String yaml, String expected) {
        assertThat(config.findingsOf(unescape(yaml)))
                .anySatisfy(line -> assertThat(line).startsWith(expected));
    }

    /** What a page, a path or a log would have to be careful with never becomes an agent. */
    @ParameterizedTest
    @ValueSource(strings = {"<img src=x onerror=alert(1)>", "../db", "a%00", "a b", "\uD83D\uDE00", "group:a"})
    void refusesHostileNames(String name) {
        assertThat(config.findingsOf("agents:\n  \"" + name + "\": {class: " + IDLE + "}\n"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("baton.yaml:2:3: error: ")
                        .contains("'" + name + "' is no agent name: use letters, digits, '.', '_' and '-'"));
        assertThat(config.load().isRefused()).isTrue();
    }

    @Test
    void asksForSpacesInPlaceOfTabs() {
        assertThat(config.findingsOf("agents:\n\ta: b"))
                .containsExactly(
                        "baton.yaml:2:1: critical: broken YAML: found character '\\t(TAB)' that cannot start any"
                                + " token. (Do not use \\t(TAB) for indentation): indent with spaces, not with tabs");
    }

    @Test
    void pointsAtBrokenJson() {
        assertThat(config.write("baton.json", "{\n\t\"agents\": {,}\n}").findings())
                .anyMatch(line -> line.startsWith("baton.json:2:13: critical: broken JSON: Unexpected character"));
    }

    @Test
    void readsJsonWithTabsAndItsLines() {
        assertThat(config.write("baton.json", "{\n\t\"orchestrator\": {\n\t\t\"maxWorkers\": \"5\"}}")
                        .findings())
                .contains(
                        "baton.json:3:3: error: orchestrator.maxWorkers: maxWorkers is '5' but must be a whole number:"
                                + " write 5 without the quotes");
    }

    @Test
    void refusesAliasesThatGrowBeyondAllBounds() {
        StringBuilder yaml = new StringBuilder("x-0: &a0 [a, a, a]\n");
        for (int i = 1; i <= 16; i++) {
            String before = "*a" + (i - 1);
            yaml.append("x-").append(i).append(": &a").append(i).append(" [");
            yaml.append(before)
                    .append(", ")
                    .append(before)
                    .append(", ")
                    .append(before)
                    .append("]\n");
        }

        assertThat(config.findingsOf(yaml.toString())).anyMatch(line -> line.contains("more than 500000 values"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "maxWorker: 5 | maxWorker: unknown key 'maxWorker': did you mean 'maxWorkers'?",
                "max_workers: 5 | max_workers: unknown key 'max_workers': did you mean 'maxWorkers'?",
                "maxWorkers: -1 | maxWorkers: maxWorkers is -1 but must be from 1 to 1000000",
                "maxWorkers: five | maxWorkers: maxWorkers is 'five' but must be a whole number",
                "maxWorkers: 2.5 | maxWorkers: maxWorkers is 2.5 but must be a whole number, without a fraction",
                "maxWorkers: .nan | maxWorkers: maxWorkers is",
                "maxWorkers: | maxWorkers: maxWorkers has no value",
                "checkInterval: 0 | checkInterval: checkInterval is 0s but must be longer than nothing",
                "agentStopTimeout: soon | agentStopTimeout: agentStopTimeout is 'soon' but must be a duration",
                "runMode: daemon | runMode: runMode is 'daemon' but must be one of STOP_ON_EMPTY, DAEMON: did you mean DAEMON?",
                "enableCommandInterface: yes | enableCommandInterface: enableCommandInterface is 'yes' but must be true or false",
                "name: 5 | name: name is 5 but must be text: put it in quotes, \"5\"",
                "name: a b | name: name is 'a b' but must be letters, digits",
                "historyMaxEvents: 0 | historyMaxEvents: historyMaxEvents is 0 but must be from 1 to 10000000",
                "historyPayloadBytes: 8 | historyPayloadBytes: historyPayloadBytes is 8 but must be from 16 to 1048576",
                "allowedCommands: prod | allowedCommands: allowedCommands is 'prod' but must be one of the presets",
                "allowedCommands: [ps, histry] | allowedCommands: allowedCommands is a list but names the command 'histry', which there is not: did you mean history?",
                "loggerConfig: {level: WARN} | loggerConfig.level: level is 'WARN' but must be one of DEBUG",
                "validationPolicy: {ignore_errors: true} | validationPolicy.ignore_errors: unknown key 'ignore_errors': did you mean 'ignoreErrors'?",
                "agentsPath: lib | agentsPath: agentsPath is 'lib' but must be a list",
                "plugins: [no.Such] | plugins[0]: there is no class 'no.Such'",
            })
    void saysWhatIsWrongWithTheOrchestrator(String setting, String expected) {
        assertThat(config.findingsOf("agents: {a: {class: " + IDLE + "}}\norchestrator:\n  " + setting))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).startsWith("baton.yaml:3:").contains(": error: orchestrator." + expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "class: no.Such | a.class: there is no class 'no.Such': check the spelling",
                "class: java.lang.String | a.class: class 'java.lang.String' is no agent: it must extend",
                "class: dev.baton.config.TestAgents$Half | a.class: class 'dev.baton.config.TestAgents$Half' is abstract",
                "class: dev.baton.config.TestAgents$Explosive | a.class: the constructor of 'dev.baton.config.TestAgents$Explosive' threw java.lang.IllegalStateException: boom",
                "class: dev.baton.config.TestAgents$Bottomless | a: validate() of dev.baton.config.TestAgents$Bottomless threw java.lang.AssertionError: no ground",
                "clas: x | a.clas: unknown key 'clas': did you mean 'class'?",
                "config: {} | a: it says neither 'class' nor 'command': name the agent's Java class",
                "{class: dev.baton.config.TestAgents$Idle, restart: sometimes} | a.restart: restart is 'sometimes' but must be never, on-failure or always, or a map",
                "{class: dev.baton.config.TestAgents$Idle, restart: {policy: on_failure}} | a.restart.policy: policy is 'on_failure' but must be one of never, on-failure, always: did you mean on-failure?",
                "{class: dev.baton.config.TestAgents$Idle, restart: {maxRestart: 3}} | a.restart.maxRestart: unknown key 'maxRestart': did you mean 'maxRestarts'?",
                "{class: dev.baton.config.TestAgents$Idle, restart: {maxRestarts: -1}} | a.restart.maxRestarts: maxRestarts is -1 but must be from 0 to 10000",
                "{class: dev.baton.config.TestAgents$Idle, restart: {initialDelay: 0}} | a.restart.initialDelay: initialDelay is 0s but must be longer than nothing",
                "{class: dev.baton.config.TestAgents$Idle, restart: {maxDelay: 100ms}} | a.restart.maxDelay: maxDelay is 100ms but must be at least initialDelay, which is 1s",
                "{class: dev.baton.config.TestAgents$Idle, restart: {successExitCodes: [256]}} | a.restart.successExitCodes: successExitCodes is 256 but must be from 0 to 255",
                "{class: dev.baton.config.TestAgents$Idle, onDependencyFailure: die} | a.onDependencyFailure: onDependencyFailure is 'die' but must be one of keep, restart, stop",
                "{class: dev.baton.config.TestAgents$Idle, vital: yes} | a.vital: vital is 'yes' but must be true or false",
                "{class: dev.baton.config.TestAgents$Idle, liveness: {}} | a.liveness.timeout: the key 'timeout' is missing",
                "{class: dev.baton.config.TestAgents$Idle, liveness: {timeout: 0}} | a.liveness.timeout: timeout is 0s but must be longer than nothing",
                "{class: dev.baton.config.TestAgents$Idle, liveness: 5s} | a.liveness: liveness is '5s' but must be notify, or a map",
                "{class: dev.baton.config.TestAgents$Idle, startTimeout: 0s} | a.startTimeout: startTimeout is 0s but must be longer than nothing",
                "{class: dev.baton.config.TestAgents$Idle, group: a b} | a.group: group is 'a b' but must be letters",
                "{class: dev.baton.config.TestAgents$Idle, replicas: 0} | a.replicas: replicas is 0 but must be from 1 to 10000",
                "{class: dev.baton.config.TestAgents$Idle, replicas: -3} | a.replicas: replicas is -3 but must be from 1 to 10000",
                "{class: dev.baton.config.TestAgents$Idle, replicas: 10001} | a.replicas: replicas is 10001 but must be from 1 to 10000",
                "{class: dev.baton.config.TestAgents$Idle, replicas: two} | a.replicas: replicas is 'two' but must be a whole number",
                "{class: dev.baton.config.TestAgents$Loop, config: {limit: 0}} | a.config.limit: limit is 0 but must be 1 or more",
                "{class: dev.baton.config.TestAgents$Loop, config: {limits: 1}} | a.config.limits: unknown key 'limits': did you mean 'limit'?",
                "{class: dev.baton.config.TestAgents$Weather, config: {city: 5}} | a.config.city: city is 5 but must be text",
                "{class: dev.baton.config.TestAgents$Weather, config: {}} | a.config.city: the key 'city' is missing",
                "{class: dev.baton.config.TestAgents$Idle, dependsOn: {b: done}} | a.dependsOn.b: b is 'done' but must be one of started, ready, completed",
                "{class: dev.baton.config.TestAgents$Idle, dependsOn: b} | a.dependsOn: dependsOn is 'b' but must be a list or a map",
                "{class: dev.baton.config.TestAgents$Idle, threading: virtuel} | a.threading: threading is 'virtuel' but must be one of worker, virtual: did you mean virtual?",
                "{class: dev.baton.config.TestAgents$Idle, plugins: [java.lang.String]} | a.plugins[0]: class 'java.lang.String' is no plugin",
                "5 | a: 'a' must be a map: give it at least its class",
            })
    void saysWhatIsWrongWithAnAgent(String entry, String expected) {
        assertThat(config.findingsOf("agents:\n  a:\n    " + entry))
                .anySatisfy(line -> assertThat(line).startsWith("baton.yaml:").contains(": error: agents." + expected));
        assertThat(config.findings()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void pointsAtBothLinesOfADuplicateName() {
        String agent = "{class: " + IDLE + "}\n";

        assertThat(config.findingsOf("agents:\n  a: " + agent + "  b: " + agent + "  a: " + agent))
                .containsExactly(
                        "baton.yaml:4:3: error: agents.a: 'a' is there twice, first in line 2: rename or remove one");
    }

    @Test
    void namesAnUnknownDependencyAndACycleAtTheirLines() {
        assertThat(config.findingsOf("agents:\n  loader:\n    class: " + IDLE + "\n    dependsOn: [databse]\n"
                        + "  database: {class: no.Such}\n  a: {class: " + IDLE + ", dependsOn: [b]}\n  b: {class: "
                        + IDLE
                        + ", dependsOn: [a]}"))
                .anyMatch(line -> line.startsWith("baton.yaml:4:5: critical: agents.loader.dependsOn:")
                        && line.endsWith("did you mean 'database'?"))
                .anyMatch(line -> line.startsWith("baton.yaml:6:") && line.contains("a -> b -> a"))
                .hasSize(3);
    }

    @Test
    void refusesVirtualThreadsWhereThereAreNone() {
        String yaml = "agents: {a: {class: " + IDLE + ", threading: virtual}}";

        assertThat(config.findingsOf(yaml)).isEmpty();
        assertThat(config.onJava(17).findings())
                .singleElement()
                .satisfies(
                        line -> assertThat(line).contains("threading is virtual but Java 17 has no virtual threads"));
    }

    @Test
    void refusesToServeOthersWithoutAskingWhoTheyAre() {
        assertThat(config.findingsOf("agents: {a: {class: " + IDLE + "}}\nhttp:\n  enabled: true\n  host: 0.0.0.0"))
                .containsExactly(
                        "baton.yaml:4:3: error: http.host: host is 0.0.0.0, which others can reach, but nobody has to"
                                + " prove who they are: set http.tokens or http.tls.clientCa, or listen at 127.0.0.1");
    }

    @Test
    void namesAnUnknownSection() {
        assertThat(config.findingsOf("orchestrater: {}\nagents: {a: {class: " + IDLE + "}}"))
                .containsExactly(
                        "baton.yaml:1:1: error: orchestrater: unknown key 'orchestrater': did you mean 'orchestrator'?");
    }

    @Test
    void namesAMissingEntryOfTheAgentsPath() {
        assertThat(config.findingsOf("orchestrator:\n  agentsPath:\n    - lib\nagents: {a: {class: " + IDLE + "}}"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("baton.yaml:3:7: error: orchestrator.agentsPath[0]: there is no '")
                        .contains("relative to the config file that names it"));
    }

    @Test
    void tellsEverythingAtOnceInTheOrderOfTheLines() {
        assertThat(config.findingsOf("""
                        orchestrator:
                          maxWorker: 5
                          historyMaxEvents: 0
                          checkInterval: ${NO_SUCH}
                        agents:
                          a: {class: no.Such, restart: maybe}
                          b: {class: dev.baton.config.TestAgents$Loop, config: {limit: x}}
                        """))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("baton.yaml:2:3: error: orchestrator.maxWorker: "),
                        line -> assertThat(line).startsWith("baton.yaml:3:3: error: orchestrator.historyMaxEvents: "),
                        line -> assertThat(line)
                                .isEqualTo("baton.yaml:4:3: error: orchestrator.checkInterval: the environment variable"
                                        + " NO_SUCH is not set: set it, or give a default, ${NO_SUCH:-value}"),
                        line -> assertThat(line).startsWith("baton.yaml:6:7: error: agents.a.class: "),
                        line -> assertThat(line).startsWith("baton.yaml:6:23: error: agents.a.restart: "),
                        line -> assertThat(line).startsWith("baton.yaml:7:57: error: agents.b.config.limit: "));
    }

    @Test
    void startsWithDefaultsWhereErrorsAreIgnored() {
        LoadedConfig loaded = config.write(
                        "baton.yaml",
                        "orchestrator: {maxWorkers: -1, name: n, validationPolicy: {ignoreErrors: true}}\nagents: {a: {class: "
                                + IDLE + "}}")
                .load();

        assertThat(loaded.isRefused()).isFalse();
        assertThat(loaded.settings().name()).isEqualTo("n");
        assertThat(loaded.settings().maxWorkers()).isEqualTo(5);
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\\"", "\"");
    }
}
