package dev.baton.control.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentSpec;
import dev.baton.process.Ceilings;
import dev.baton.process.Executable;
import dev.baton.process.ProcessSignal;
import dev.baton.process.ProcessSpec;
import dev.baton.process.ResourceLimits;
import dev.baton.process.Stdin;
import dev.baton.process.Surroundings;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskedConfigsTest {
    private final MaskedConfigs configs = new MaskedConfigs();

    @Test
    void showsOfAProgramWhatTellsItApartButNoVariablesValue() {
        AgentSpec program = AgentSpec.program(
                "a",
                new ProcessSpec(
                        new Executable.Program(List.of("./serve", "--password=abc", "-v")),
                        new Surroundings(
                                Map.of("PLAIN", "private"),
                                List.of(Path.of("db.env")),
                                true,
                                Path.of("/srv"),
                                "www:web",
                                null,
                                null,
                                ResourceLimits.NONE,
                                Stdin.CLOSED),
                        ProcessSignal.TERM,
                        null,
                        null,
                        Ceilings.NONE));

        assertThat(configs.of(program)).isEqualTo(new JsonObject("""
                        {"command": ["./serve", "--password=***", "-v"], "env": {"PLAIN": "***"}, "envFile": ["db.env"],
                         "workingDir": "/srv", "user": "www:web"}"""));
        assertThat(configs.of(program)).isSameAs(configs.of(program));
    }

    @Test
    void showsAnewWhatHasChanged() {
        configs.of(program("1"));

        assertThat(configs.of(program("2"))).isEqualTo(new JsonObject("{\"command\": [\"sleep\", \"2\"]}"));
    }

    private static AgentSpec program(String seconds) {
        return AgentSpec.program("a", ProcessSpec.of(new Executable.Program(List.of("sleep", seconds))));
    }
}
