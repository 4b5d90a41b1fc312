package dev.baton.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSpecTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "weather-rome", "a.b_c-1", "9lives"})
    void namesAreLettersDigitsDotsDashesAndUnderscores(String name) {
        assertThat(spec(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-a",
                ".hidden",
                "a b",
                "a/b",
                "à",
                "a\n",
                "a:b",
                "../a",
                "a%00",
                "<img src=x onerror=alert(1)>"
            })
    void otherNamesAreRefusedWithTheRule(String name) {
        assertThatThrownBy(() -> spec(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "' is no agent name");
    }

    @Test
    void aNameOfMoreThan128CharactersIsRefused() {
        assertThat(AgentSpec.isName("a".repeat(128))).isTrue();
        assertThat(AgentSpec.isName("a".repeat(129))).isFalse();
    }

    @Test
    void changingACopyLeavesTheOriginal() {
        AgentSpec original = spec("a");

        AgentSpec changed = original.dependingOn("b", Condition.STARTED).withThreading(Threading.VIRTUAL);

        assertThat(original.dependsOn()).isEmpty();
        assertThat(changed.dependsOn()).isEqualTo(Map.of("b", Condition.STARTED));
        assertThat(changed.threading()).isEqualTo(Threading.VIRTUAL);
    }

    @Test
    void theConfigIsCopied() {
        JsonObject config = new JsonObject().put("city", "Rome");
        AgentSpec spec = spec("a").withConfig(config);

        config.put("city", "Oslo");

        assertThat(spec.config().getString("city")).isEqualTo("Rome");
    }

    @Test
    void isLikeOneThatDoesTheSame() {
        assertThat(full().whatDiffers(full())).isEmpty();
        assertThat(full().whatDiffers(full().withName("other"))).isEmpty();
    }

    static Stream<Arguments> changes() {
        Supervision supervision = full().supervision();
        return Stream.of(
                Arguments.of("config", full().withConfig(new JsonObject().put("city", "Oslo"))),
                Arguments.of("dependsOn", full().dependingOn("b", Condition.COMPLETED)),
                Arguments.of("threading", full().withThreading(Threading.WORKER)),
                Arguments.of("plugins", full().withPlugin(PluginSpec.of("q", () -> owner -> {}))),
                Arguments.of("restart", full().withSupervision(supervision.withRestart(RestartPolicy.ALWAYS))),
                Arguments.of(
                        "onDependencyFailure",
                        full().withSupervision(supervision.withOnDependencyFailure(OnDependencyFailure.STOP))),
                Arguments.of("group", full().withSupervision(supervision.withGroup("h"))),
                Arguments.of("vital", full().withSupervision(supervision.withVital(true))),
                Arguments.of("liveness", full().withSupervision(supervision.withLiveness(Duration.ofSeconds(1)))),
                Arguments.of(
                        "startTimeout", full().withSupervision(supervision.withStartTimeout(Duration.ofSeconds(1)))),
                Arguments.of("stopTimeout", full().withSupervision(supervision.withStopTimeout(Duration.ofSeconds(1)))),
                Arguments.of(
                        "class",
                        new AgentSpec(
                                "a",
                                "com.acme.Other",
                                full().factory(),
                                full().config(),
                                full().dependsOn(),
                                full().threading(),
                                full().plugins(),
                                supervision,
                                null)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void saysWhichKeyDiffers(String key, AgentSpec changed) {
        assertThat(changed.whatDiffers(full())).isNotEmpty();
        assertThat(changed.whatDiffers(full())).containsExactly(key);
    }

    @Test
    void saysAllThatDiffers() {
        AgentSpec changed = full().withThreading(Threading.WORKER).withConfig(null);

        assertThat(changed.whatDiffers(full())).containsExactly("config", "threading");
    }

    /** With a value for every key, equal but not the same each time. */
    private static AgentSpec full() {
        return spec("a")
                .withConfig(new JsonObject().put("city", "Rome"))
                .dependingOn("b", Condition.STARTED)
                .withThreading(Threading.VIRTUAL)
                .withPlugin(new PluginSpec("p", () -> owner -> {}, new JsonObject().put("x", 1)))
                .withSupervision(Supervision.DEFAULT.withGroup("g").withLiveness(Duration.ofSeconds(5)));
    }

    private static AgentSpec spec(String name) {
        return AgentSpec.of(name, AgentClass.of(AgentClassTest.Good.class));
    }
}
