package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.lifecycle.Verb;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopModelTest {
    private static final int PAGE = 10;

    private final TopModel model = new TopModel("");

    @BeforeEach
    void know() {
        JsonArray agents = new JsonArray();
        for (int i = 0; i < 40; i++) {
            agents.add(new JsonObject().put("agent_name", "agent-" + i).put("lifecycle_state", "RUNNING"));
        }
        model.know(
                new JsonObject().put("agents", agents).put("running_count", 40).put("max_workers", 50));
    }

    private void press(String keys) {
        keys.chars().forEach(key -> model.press(Key.of((char) key), PAGE));
    }

    @Test
    void movesTheSelectionAndStaysInside() {
        model.press(Key.DOWN, PAGE);
        model.press(Key.PAGE_DOWN, PAGE);
        assertThat(model.selectedIndex()).isEqualTo(11);

        press("kkkkkkkkkkkkkkkk");
        assertThat(model.selectedIndex()).isZero();
    }

    @Test
    void startsAtOnceButAsksBeforeItStops() {
        press("s");
        assertThat(model.takeWish()).isEqualTo(new TopModel.Wish(Verb.START, "agent-0"));
        assertThat(model.takeWish()).isNull();

        press("x");
        assertThat(model.takeWish()).isNull();
        assertThat(model.message()).isEqualTo("Really stop 'agent-0'? y/n");
        press("n");
        assertThat(model.takeWish()).isNull();

        press("ry");
        assertThat(model.takeWish()).isEqualTo(new TopModel.Wish(Verb.RESTART, "agent-0"));
    }

    @Test
    void looksOfOthersAreNoNewsButWhatTheyDoIs() {
        JsonObject look = new JsonObject()
                .put("event_name", "COMMAND_EXECUTED")
                .put("severity", "INFO")
                .put("data", new JsonObject().put("command", "ps").put("result", "success"));

        assertThat(TopModel.isLook(look)).isTrue();
        assertThat(TopModel.isLook(look.copy().put("data", "{\"actor\":{},\"command\":\"history-stats\",\"res…")))
                .isTrue();
        assertThat(TopModel.isLook(look.copy().put("data", new JsonObject().put("command", "stop"))))
                .isFalse();
        assertThat(TopModel.isLook(look.copy().put("severity", "WARN"))).isFalse();
        assertThat(TopModel.isLook(look.copy().put("event_name", "AGENT_READY")))
                .isFalse();
    }

    @Test
    void filtersWhileItIsTyped() {
        press("/t-39");

        assertThat(model.shown()).hasSize(1);
        press("\r");
        press("s");
        assertThat(model.takeWish()).isEqualTo(new TopModel.Wish(Verb.START, "agent-39"));

        press("/\u001b");
        assertThat(model.shown()).hasSize(40);
    }

    @Test
    void drawsExactlyOneScreen() {
        model.happened(
                new JsonObject().put("seq", 1).put("event_name", "AGENT_READY").put("agent", "a\u001b[2J"));
        for (int lines = 10; lines < 60; lines++) {
            List<String> drawn =
                    TopView.draw(model, Typed.nowhere().onTerminal(100, lines).screen(), lines);

            assertThat(drawn).hasSize(lines);
            assertThat(String.join("", drawn)).doesNotContain("\u001b[2J");
        }
        List<String> drawn = TopView.draw(model, Typed.nowhere().screen(), 40);
        assertThat(drawn.get(0)).startsWith("Orchestrator Status: 40/50 agents running");
        assertThat(drawn)
                .anyMatch(line -> line.startsWith("> agent-0 "))
                .last()
                .isEqualTo(Visible.fit(TopView.KEYS, 80));
    }

    @Test
    void endsWithQ() {
        press("q");

        assertThat(model.isOver()).isTrue();
    }

    @Test
    void knowsTheKeysOfTerminals() {
        assertThat(Key.ofSequence("[A")).isEqualTo(Key.UP);
        assertThat(Key.ofSequence("OB")).isEqualTo(Key.DOWN);
        assertThat(Key.ofSequence("[6~")).isEqualTo(Key.PAGE_DOWN);
        assertThat(Key.ofSequence("[15~")).isEqualTo(Key.NONE);
    }
}
