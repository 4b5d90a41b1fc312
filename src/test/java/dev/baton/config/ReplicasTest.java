package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One agent in a file, several at work. */
class ReplicasTest {
    private static final String CLASS = "class: dev.baton.config.TestAgents$Idle";

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
    void areNumberedFromOneAndStandWhereTheirAgentStands() {
        LoadedConfig loaded = load("""
                agents:
                  a: {%1$s}
                  x: {%1$s, replicas: 3}
                  b: {%1$s}
                """);

        assertThat(loaded.agents()).extracting(AgentSpec::name).containsExactly("a", "x-1", "x-2", "x-3", "b");
    }

    @Test
    void knowTheirNumber() {
        LoadedConfig loaded = load("""
                agents:
                  x:
                    %1$s
                    replicas: 2
                    config: {shard: "${REPLICA}", number: ${REPLICA}, deep: [{name: "q-${REPLICA:-0}-of-2"}]}
                """.replace("number: ${REPLICA}", "number: \"${REPLICA}\""));

        assertThat(loaded.agents())
                .extracting(spec -> spec.config().encode())
                .containsExactly(
                        "{\"shard\":\"1\",\"number\":\"1\",\"deep\":[{\"name\":\"q-1-of-2\"}]}",
                        "{\"shard\":\"2\",\"number\":\"2\",\"deep\":[{\"name\":\"q-2-of-2\"}]}");
    }

    @Test
    void getANumberWhereTheirConfigWantsOne() {
        LoadedConfig loaded = load("""
                agents:
                  x:
                    class: dev.baton.config.TestAgents$Loop
                    replicas: 2
                    config: {limit: "${REPLICA}"}
                """);

        assertThat(loaded.agents())
                .extracting(spec -> spec.config().getValue("limit"))
                .containsExactly(1, 2);
    }

    @Test
    void ofOneKeepThePlainName() {
        LoadedConfig loaded = load("agents: {x: {%1$s, replicas: 1, config: {shard: \"${REPLICA}\"}}}");

        assertThat(loaded.agents()).extracting(AgentSpec::name).containsExactly("x");
        assertThat(loaded.agents().get(0).config().getString("shard")).isEqualTo("1");
    }

    @Test
    void mayBeCountedByAVariable() {
        config.environment("COUNT", "2");

        assertThat(load("agents: {x: {%1$s, replicas: \"${COUNT}\"}}").agents())
                .as("a quoted expression of which only a number can be meant")
                .hasSize(2);
    }

    @Test
    void areOverriddenAsTheirAgentIs() {
        config.set("agents.x.replicas=2").set("agents.x.config.city=Rome");

        assertThat(load("agents: {x: {%1$s}}").agents())
                .extracting(AgentSpec::name, spec -> spec.config().getString("city"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("x-1", "Rome"),
                        org.assertj.core.groups.Tuple.tuple("x-2", "Rome"));
    }

    @Test
    void areAllWaitedForByWhoDependsOnTheirAgent() {
        LoadedConfig loaded = load("""
                orchestrator: {maxWorkers: 50}
                agents:
                  x: {%1$s, replicas: 3}
                  one: {%1$s, dependsOn: [x-2]}
                  all: {%1$s, dependsOn: {x: started}}
                  both: {%1$s, dependsOn: {x-2: completed, x: ready}}
                  many: {%1$s, dependsOn: [x], replicas: 2}
                """);

        assertThat(agent(loaded, "one").dependsOn()).containsExactly(entry("x-2", Condition.READY));
        assertThat(agent(loaded, "all").dependsOn())
                .containsExactly(
                        entry("x-1", Condition.STARTED),
                        entry("x-2", Condition.STARTED),
                        entry("x-3", Condition.STARTED));
        assertThat(agent(loaded, "both").dependsOn())
                .containsExactly(
                        entry("x-1", Condition.READY),
                        entry("x-2", Condition.COMPLETED),
                        entry("x-3", Condition.READY));
        assertThat(agent(loaded, "many-2").dependsOn()).containsOnlyKeys("x-1", "x-2", "x-3");
    }

    @Test
    void haveNoNumberOutsideOfAnAgentWithTheKey() {
        assertThat(config.findingsOf("""
                        orchestrator: {name: "n-${REPLICA}"}
                        agents:
                          x: {%1$s, replicas: 2}
                          y: {%1$s, config: {shard: "${REPLICA}"}}
                        """.formatted(CLASS)))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "baton.yaml:1:16: error: orchestrator.name: the environment variable REPLICA"
                                                + " is not set"),
                        line -> assertThat(line)
                                .contains(":4:", "agents.y.config.shard: the environment variable REPLICA is not set"));
    }

    @Test
    void mustNotHaveTheNameOfAnotherAgent() {
        assertThat(config.findingsOf("""
                        agents:
                          x-2: {%1$s}
                          x: {%1$s, replicas: 3}
                          x-3: {%1$s, replicas: 2}
                        """.formatted(CLASS)))
                .containsExactly(
                        "baton.yaml:2:3: error: agents.x-2: 'x-2' is also the name of a replica of 'x': rename one of"
                                + " them",
                        "baton.yaml:4:3: error: agents.x-3: 'x-3' is also the name of a replica of 'x': rename one of"
                                + " them");
    }

    @Test
    void mustHaveNames() {
        String name = "a".repeat(126);

        assertThat(config.findingsOf("agents:\n  " + name + ": {" + CLASS + ", replicas: 10}"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("agents." + name + ".replicas: ", name + "-10", "more than 128 characters"));
    }

    @Test
    void tellWhatIsWrongWithAllOfThemOnceAndAtTheirLine() {
        assertThat(config.findingsOf("""
                        agents:
                          x:
                            class: dev.baton.config.TestAgents$Weather
                            replicas: 500
                            config: {city: 5}
                            dependsOn: [nobody]
                        """))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("baton.yaml:5:14: error: agents.x.config.city: city is 5"),
                        line -> assertThat(line)
                                .startsWith("baton.yaml:6:5: critical: agents.x.dependsOn: 'x-1' depends on 'nobody'"));
    }

    @Test
    void tellOfOneCycleOnce() {
        assertThat(config.findingsOf("agents: {x: {" + CLASS + ", replicas: 3, dependsOn: [x]}}"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("agents.x.dependsOn: the dependencies x-1 -> x-1 form a cycle"));
    }

    @Test
    void areNotWithoutEnd() {
        StringBuilder yaml = new StringBuilder("agents:\n");
        for (int i = 0; i < 11; i++) {
            yaml.append("  n").append(i).append(": {class: no.Such, replicas: 10000}\n");
        }

        assertThat(config.findingsOf(yaml.toString()))
                .filteredOn(line -> line.contains("more than 100000 replicas of all agents together"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("agents.n10.replicas"));
    }

    @Test
    void doNotDependOnOneAnotherWithoutEnd() {
        assertThat(config.findingsOf("""
                        agents:
                          x: {%1$s, replicas: 2000}
                          y: {%1$s, replicas: 2000, dependsOn: [x]}
                        """.formatted(CLASS)))
                .containsExactly(
                        "baton.yaml:3:64: error: agents.y.dependsOn: with all replicas there are more than 1000000"
                                + " dependencies: let agents depend on one that depends on the others");
    }

    private LoadedConfig load(String yaml) {
        LoadedConfig loaded =
                config.write("baton.yaml", yaml.replace("%1$s", CLASS)).load();
        assertThat(loaded.findings()).isEmpty();
        return loaded;
    }

    private static AgentSpec agent(LoadedConfig loaded, String name) {
        return loaded.agents().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
