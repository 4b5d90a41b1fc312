package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.agent.Threading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How sources override one another, and what becomes of expressions. */
class MergingTest {
    private static final String IDLE = "dev.baton.config.TestAgents$Idle";

    @TempDir
    private Path folder;

    private ConfigFolder config;

    @BeforeEach
    void open() {
        config = new ConfigFolder(folder);
        config.write("baton.yaml", "agents: {a: {class: " + IDLE + "}}");
    }

    @AfterEach
    void close() {
        config.close();
    }

    @Test
    void hasDefaultsForEverything() {
        LoadedConfig loaded = config.load();

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.settings()).isEqualTo(dev.baton.orchestrator.OrchestratorSettings.DEFAULT);
        assertThat(loaded.agents()).extracting(AgentSpec::name).containsExactly("a");
    }

    @Test
    void mergesMapsAndReplacesAllElse() {
        config.write(
                        "1.yaml",
                        "orchestrator: {maxWorkers: 2, name: one, allowedCommands: [ps, stop]}\n"
                                + "agents: {a: {class: x, config: {x: 1, list: [1, 2]}}}")
                .write(
                        "2.yaml",
                        "orchestrator: {maxWorkers: 3, allowedCommands: [ps]}\n" + "agents: {a: {class: " + IDLE
                                + ", config: {list: [3]}}}");

        LoadedConfig loaded = config.load();

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.settings().maxWorkers()).isEqualTo(3);
        assertThat(loaded.settings().name()).isEqualTo("one");
        assertThat(loaded.settings().allowedCommands().names()).containsExactly("ps");
        assertThat(loaded.agents().get(0).config())
                .isEqualTo(new JsonObject().put("x", 1).put("list", new JsonArray().add(3)));
    }

    @Test
    void prefersTheEnvironmentToFilesAndSetToBoth() {
        config.write("1.yaml", "orchestrator: {maxWorkers: 2, historyMaxEvents: 2, name: file}")
                .environment("BATON_ORCHESTRATOR_MAXWORKERS", "3")
                .environment("BATON_ORCHESTRATOR_HISTORY_MAX_EVENTS", "3")
                .set("orchestrator.maxWorkers=4")
                .set("agents.a.config.x=[1, two]");

        LoadedConfig loaded = config.load();

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.settings().maxWorkers()).isEqualTo(4);
        assertThat(loaded.settings().historyMaxEvents()).isEqualTo(3);
        assertThat(loaded.settings().name()).isEqualTo("file");
        assertThat(loaded.agents().get(0).config().getJsonArray("x")).containsExactly(1, "two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BATON_ORCHESTRATOR_NAME",
                "baton_orchestrator_name",
                "BATON_ORCHESTRATORNAME",
            })
    void takesTextFromTheEnvironmentAsItIs(String variable) {
        assertThat(config.environment(variable, "5").load().settings().name()).isEqualTo("5");
    }

    @Test
    void setsKeysOfInnerRecordsFromTheEnvironment() {
        config.environment("BATON_ORCHESTRATOR_VALIDATION_POLICY_IGNORE_ERRORS", "true");

        assertThat(config.load().settings().validationPolicy().ignoreErrors()).isTrue();
    }

    @Test
    void warnsOfVariablesThatSetNothing() {
        config.environment("BATON_ORCHESTRATOR_MAX_WORKER", "3")
                .environment("BATON_JAVA", "/jdk")
                .environment("BATON_JAVA_OPTS", "-Xmx1g")
                .environment("PATH", "/bin");

        assertThat(config.findings())
                .containsExactly("BATON_ORCHESTRATOR_MAX_WORKER: warning: this variable sets nothing: did you mean"
                        + " BATON_ORCHESTRATOR_MAX_WORKERS?");
    }

    @Test
    void namesTheVariableOrOptionThatIsWrong() {
        config.environment("BATON_ORCHESTRATOR_MAX_WORKERS", "many")
                .set("orchestrator.nam=x")
                .set("orchestrator")
                .set("orchestrator.runMode=[");

        assertThat(config.findings())
                .anyMatch(line -> line.startsWith("BATON_ORCHESTRATOR_MAX_WORKERS: error: orchestrator.maxWorkers:"
                        + " maxWorkers is 'many' but must be a whole number"))
                .anyMatch(line -> line.startsWith(
                        "--set orchestrator.nam: error: orchestrator.nam: unknown key 'nam': did you mean 'name'?"))
                .anyMatch(line -> line.startsWith("--set orchestrator: error: must be a path of keys, '=' and a value"))
                .anyMatch(line -> line.startsWith(
                        "--set orchestrator.runMode: error: orchestrator.runMode: the value can't be read"))
                .hasSize(4);
    }

    @Test
    void setsKeysWithDotsInQuotes() {
        config.write("1.yaml", "agents: {b.c: {class: " + IDLE + "}}").set("agents.\"b.c\".config.x=1");

        assertThat(config.load().agents())
                .filteredOn(agent -> agent.name().equals("b.c"))
                .singleElement()
                .satisfies(agent -> assertThat(agent.config().getInteger("x")).isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a-${WORD}-b | a-word-b",
                "${WORD:-x} | word",
                "${NONE:-x y} | x y",
                "${EMPTY:-x} | x",
                "${NONE:-${WORD}} | word",
                "$${WORD} | ${WORD}",
                "costs 5$ | costs 5$",
                "'${NUMBER}' | 5",
                "n${NUMBER} | n5",
            })
    void expandsText(String written, String expected) {
        assertThat(expanded(written)).isEqualTo(expected);
    }

    @Test
    void readsALoneExpressionAsIfItsValueStoodThere() {
        assertThat(expanded("${NUMBER}")).isEqualTo(5);
        assertThat(expanded("${NONE:-true}")).isEqualTo(true);
        assertThat(expanded("${NONE:-null}")).isNull();
        assertThat(expanded("${LIST}")).isEqualTo("[1, 2]");
    }

    @Test
    void readsALoneExpressionAsWhatIsWantedThere() {
        config.environment("NUMBER", "4711").write("1.yaml", """
                        orchestrator: {name: "${NUMBER}", maxWorkers: "${NUMBER}"}
                        agents:
                          a: {config: {password: "${NUMBER}"}}
                          w:
                            class: dev.baton.config.TestAgents$Weather
                            config:
                              limit: "${NUMBER}"
                              city: ${NUMBER}
                        """);

        LoadedConfig loaded = config.load();

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.settings().name()).isEqualTo("4711");
        assertThat(loaded.settings().maxWorkers()).isEqualTo(4711);
        assertThat(loaded.agents().get(0).config().getValue("password")).isEqualTo("4711");
        assertThat(loaded.agents().get(1).config()).isEqualTo(new JsonObject("""
                {"limit": 4711, "city": "4711"}"""));
        assertThat(loaded.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${NONE} | the environment variable NONE is not set: set it, or give a default, ${NONE:-value}",
                "a${ | '${' has no '}': close it, or write $${ for the text ${",
                "${WORD:?must} | only ${VAR} and ${VAR:-default} can be expanded",
                "${} | only ${VAR} and ${VAR:-default} can be expanded",
            })
    void refusesExpressionsItCannotExpand(String written, String expected) {
        config.write("1.yaml", "agents:\n  a:\n    config:\n      x: \"" + written + "\"");

        assertThat(config.findings())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("1.yaml:4:7: error: agents.a.config.x: " + expected));
    }

    @Test
    void doesNotExpandWhatTheEnvironmentHolds() {
        config.environment("BATON_ORCHESTRATOR_COMMAND_SOCKET_PATH", "/tmp/${NONE}")
                .environment("WORD", "${NONE}");

        assertThat(config.load().settings().commandSocketPath()).isEqualTo(Path.of("/tmp/${NONE}"));
        assertThat(expanded("${WORD}")).isEqualTo("${NONE}");
    }

    @Test
    void hidesSecretsInMessages() {
        config.environment("DB_PASSWORD", "hunter2").write("1.yaml", """
                        orchestrator: {runMode: "mode ${DB_PASSWORD}"}
                        agents: {a: {class: dev.baton.config.TestAgents$Strict, config: {password: correct-horse}}}
                        """);

        assertThat(config.findings())
                .anyMatch(line -> line.contains("runMode is 'mode ***' but must be one of"))
                .anyMatch(line -> line.endsWith("agents.a.config.password: password *** is too simple"))
                .noneMatch(line -> line.contains("hunter2") || line.contains("correct-horse"));
    }

    @Test
    void readsDependenciesThreadsAndPlugins() {
        config.write("1.yaml", """
                agents:
                  a: {dependsOn: [b], threading: virtual}
                  b: {class: dev.baton.config.TestAgents$Loop, dependsOn: {c: completed}, config: {limit: 3}}
                  c:
                    class: dev.baton.config.TestAgents$Idle
                    plugins: [dev.baton.config.TestAgents$Tracer, {class: dev.baton.config.TestAgents$Tracer, config: {x: 1}}]
                    restart: never
                    isolation: thread
                    replicas: 1
                """);

        LoadedConfig loaded = config.load();

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.agents().get(0).dependsOn()).containsEntry("b", Condition.READY);
        assertThat(loaded.agents().get(0).threading()).isEqualTo(Threading.VIRTUAL);
        assertThat(loaded.agents().get(1).dependsOn()).containsEntry("c", Condition.COMPLETED);
        assertThat(loaded.agents().get(2).plugins())
                .extracting(plugin -> plugin.config().encode())
                .containsExactly("{}", "{\"x\":1}");
    }

    @Test
    void readsYamlAsEditorsDo() {
        config.write("1.yaml", """
                x-base: &base {time: 12:30, day: 2024-01-01, answer: no, octal: 010, far: 1e3}
                agents: {a: {config: {<<: *base, day: today}}}
                orchestrator: {agentStopTimeout: 0.5}
                """);

        assertThat(config.load().agents().get(0).config()).isEqualTo(new JsonObject("""
                        {"time": "12:30", "day": "today", "answer": "no", "octal": 10, "far": 1000.0}"""));
        assertThat(config.load().settings().agentStopTimeout()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void loadsTheDemo() throws Exception {
        try (ConfigFolder here = new ConfigFolder(Path.of("config"));
                LoadedConfig loaded = here.name("demo.yaml").load()) {
            assertThat(loaded.findings()).isEmpty();
            assertThat(loaded.agents()).isNotEmpty();
        }
    }

    @Test
    void loadsThousandsOfAgents() {
        StringBuilder yaml = new StringBuilder("agents:\n");
        for (int i = 0; i < 5_000; i++) {
            yaml.append("  n").append(i).append(": {class: ").append(IDLE).append(", config: {x: 1}}\n");
        }
        config.write("1.yaml", yaml.toString());

        assertThat(config.load().findings()).isEmpty();
        assertThat(config.load().agents()).hasSize(5_001);
    }

    @Test
    void findsAgentsRelativeToTheFileThatNamesThem() throws Exception {
        Files.createDirectories(folder.resolve("sub/lib"));
        config.write("sub/1.yaml", "orchestrator: {agentsPath: [lib]}");

        LoadedConfig loaded = config.load();

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.settings().agentsPath()).containsExactly(folder.resolve("sub/lib"));
        assertThat(loaded.loader().getURLs()).hasSize(1);
        loaded.close();
    }

    private @Nullable Object expanded(String written) {
        config.environment("NUMBER", "5")
                .environment("EMPTY", "")
                .environment("LIST", "[1, 2]")
                .environmentIfAbsent("WORD", "word")
                .write("1.yaml", "agents:\n  a:\n    config:\n      x: " + written);
        LoadedConfig loaded = config.load();
        assertThat(loaded.findings()).isEmpty();
        return loaded.agents().get(0).config().getValue("x");
    }
}
