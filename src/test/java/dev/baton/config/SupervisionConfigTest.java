package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.baton.agent.OnDependencyFailure;
import dev.baton.agent.Restart;
import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.orchestrator.GroupSettings;
import dev.baton.orchestrator.GroupStrategy;
import dev.baton.orchestrator.OnGiveUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How config files say how agents and groups of them are looked after. */
class SupervisionConfigTest {
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
    void restartsOnFailureIfNothingIsSaid() {
        assertThat(supervision("{}")).isEqualTo(Supervision.DEFAULT);
        assertThat(supervision("{}").restart().policy()).isEqualTo(RestartPolicy.ON_FAILURE);
    }

    @Test
    void readsAWordAsThePolicyWithTheDefaultsOfTheRest() {
        assertThat(supervision("{restart: never}").restart()).isEqualTo(Restart.of("never"));
        assertThat(supervision("{restart: on-failure}").restart()).isEqualTo(Restart.DEFAULT);
        assertThat(supervision("{restart: always}").restart()).isEqualTo(Restart.of("always"));
    }

    @Test
    void readsAMapWithTheDefaultsOfWhatItLeavesOut() {
        Restart restart = supervision("{restart: {maxRestarts: 3, window: 10m, multiplier: 1.5}}")
                .restart();

        assertThat(restart)
                .isEqualTo(new Restart(
                        RestartPolicy.ON_FAILURE,
                        Duration.ofSeconds(1),
                        1.5,
                        Duration.ofSeconds(60),
                        0.2,
                        3,
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(60),
                        List.of(0)));
    }

    @Test
    void readsEveryKey() {
        Supervision supervision = supervision("""
                {restart: {policy: always, initialDelay: 2s, multiplier: 3, maxDelay: 5m, jitter: 0, maxRestarts: 7,
                 window: 1h, resetAfter: 30s, successExitCodes: [0, 3]}, onDependencyFailure: stop, group: g, vital: true,
                 liveness: {timeout: 20s}, startTimeout: 2m}""");

        Restart restart = new Restart(
                RestartPolicy.ALWAYS,
                Duration.ofSeconds(2),
                3,
                Duration.ofMinutes(5),
                0,
                7,
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                List.of(0, 3));
        assertThat(supervision)
                .isEqualTo(new Supervision(
                        restart,
                        OnDependencyFailure.STOP,
                        "g",
                        true,
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(2),
                        null));
    }

    @Test
    void readsGroups() {
        config.write("baton.yaml", """
                groups:
                  plain:
                  full: {strategy: one_for_all, maxRestarts: 1, window: 5s, onGiveUp: shutdown}
                agents:
                  a: {%1$s, group: plain}
                  b: {%1$s, group: full}
                  c: {%1$s, group: label}
                """.formatted(CLASS));

        LoadedConfig loaded = config.load();

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.groups())
                .containsExactly(
                        entry("plain", GroupSettings.DEFAULT),
                        entry(
                                "full",
                                new GroupSettings(
                                        GroupStrategy.ONE_FOR_ALL, 1, Duration.ofSeconds(5), OnGiveUp.SHUTDOWN)));
    }

    @Test
    void readsQuotedExpressionsAsWhatIsWanted() {
        config.environment("N", "7").write("baton.yaml", """
                groups: {g: {maxRestarts: "${N}"}}
                agents: {a: {%1$s, group: g, startTimeout: "${N}", restart: {maxRestarts: "${N}"}}}
                """.formatted(CLASS));

        LoadedConfig loaded = config.load();

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.groups().get("g"))
                .extracting(GroupSettings::maxRestarts)
                .isEqualTo(7);
        assertThat(loaded.agents().get(0).supervision().startTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(loaded.agents().get(0).supervision().restart().maxRestarts()).isEqualTo(7);
    }

    @Test
    void warnsOfAGroupWithoutMembers() {
        assertThat(config.findingsOf("groups:\n  g: {}\nagents: {a: {" + CLASS + "}}"))
                .containsExactly(
                        "baton.yaml:2:3: warning: groups.g: the group 'g' has no members: write group: g in its"
                                + " agents, or remove it");
    }

    @Test
    void saysWhatIsWrongWithAGroup() {
        assertThat(config.findingsOf("""
                        groups:
                          a: {strategy: one_for_al}
                          b: {maxRestarts: 10001}
                          c: {window: 0}
                          d: {onGiveUp: cry}
                          e: {stategy: one_for_one}
                          f: one_for_all
                          g g: {}
                        agents:
                          a: {%1$s, group: a}
                          b: {%1$s, group: b}
                          c: {%1$s, group: c}
                          d: {%1$s, group: d}
                          e: {%1$s, group: e}
                        """.formatted(CLASS)))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "baton.yaml:2:7: error: groups.a.strategy: strategy is 'one_for_al' but must be")
                                .endsWith("did you mean one_for_all?"),
                        line -> assertThat(line)
                                .startsWith("baton.yaml:3:7: error: groups.b.maxRestarts: maxRestarts is 10001"),
                        line -> assertThat(line).startsWith("baton.yaml:4:7: error: groups.c.window: window is 0s"),
                        line -> assertThat(line).startsWith("baton.yaml:5:7: error: groups.d.onGiveUp: "),
                        line -> assertThat(line)
                                .startsWith("baton.yaml:6:7: error: groups.e.stategy: unknown key")
                                .endsWith("did you mean 'strategy'?"),
                        line -> assertThat(line).startsWith("baton.yaml:7:3: error: groups.f: 'f' must be a map"),
                        line -> assertThat(line).startsWith("baton.yaml:8:3: error: groups.g g: 'g g' is no name"));
    }

    @Test
    void saysThatGroupsAreAMap() {
        assertThat(config.findingsOf("groups: [a]\nagents: {a: {" + CLASS + "}}"))
                .containsExactly("baton.yaml:1:1: error: groups: 'groups' must be a map of keys and values");
    }

    private Supervision supervision(String keys) {
        config.write("baton.yaml", "agents: {a: {" + CLASS + ", <<: " + keys + "}}");
        LoadedConfig loaded = config.load();
        assertThat(loaded.findings()).isEmpty();
        return loaded.agents().get(0).supervision();
    }
}
