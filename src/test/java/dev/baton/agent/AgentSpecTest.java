package dev.baton.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSpecTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "weather-rome", "a.b_c-1", "9lives"})
    void namesAreLettersDigitsDotsDashesAndUnderscores(String name) {
        assertThat(spec(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", ".hidden", "a b", "a/b", "à", "a\n", "a:b"})
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

    private static AgentSpec spec(String name) {
        return AgentSpec.of(name, AgentClass.of(AgentClassTest.Good.class));
    }
}
