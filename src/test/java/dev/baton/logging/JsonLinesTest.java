package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    @Test
    void writesEveryLevelUnderItsName() {
        Recorder recorder = Recorder.json(LogLevel.DEBUG);

        Recorder.speakOnEveryLevel(recorder.agent("collector"));

        List<JsonObject> lines = recorder.lines().stream().map(JsonObject::new).toList();
        assertThat(lines)
                .hasSize(6)
                .allSatisfy(line -> assertThat(line.getString("level")).isEqualTo(line.getString("message")));
    }

    @Test
    void tellsWhenWhoAndWhereInAFixedOrder() {
        Recorder recorder = Recorder.json(LogLevel.INFO);

        recorder.agent("collector").atWarn().addKeyValue("city", "Rome").log("slow");

        String line = recorder.output();
        JsonObject json = new JsonObject(line);
        assertThat(json.fieldNames())
                .containsExactly("timestamp", "level", "logger", "agent", "thread", "message", "city");
        assertThat(json.getString("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(json.getString("logger")).isEqualTo("agent.collector");
        assertThat(json.getString("agent")).isEqualTo("collector");
        assertThat(json.getString("thread")).isEqualTo(Thread.currentThread().getName());
        assertThat(line).endsWith("}\n");
    }

    @Test
    void keepsTheTypesThatJsonHas() {
        Recorder recorder = Recorder.json(LogLevel.INFO);

        recorder.logger("dev.baton.X")
                .atInfo()
                .addKeyValue("count", 3)
                .addKeyValue("big", Long.MAX_VALUE)
                .addKeyValue("ratio", 0.25)
                .addKeyValue("nan", Double.NaN)
                .addKeyValue("flag", true)
                .addKeyValue("none", (Object) null)
                .addKeyValue("delay", Duration.ofSeconds(2))
                .log("facts");

        JsonObject json = new JsonObject(recorder.output());
        assertThat(json.getValue("count")).isEqualTo(3);
        assertThat(json.getValue("big")).isEqualTo(Long.MAX_VALUE);
        assertThat(json.getValue("ratio")).isEqualTo(0.25);
        assertThat(json.getValue("nan")).isEqualTo("NaN");
        assertThat(json.getValue("flag")).isEqualTo(true);
        assertThat(json.containsKey("none")).isTrue();
        assertThat(json.getValue("none")).isNull();
        assertThat(json.getValue("delay")).isEqualTo("PT2S");
        assertThat(json.containsKey("agent")).isFalse();
    }

    @Test
    void neverWritesAFieldTwiceNorLetsAFactOverwriteWhoSpoke() {
        Recorder recorder = Recorder.json(LogLevel.INFO);

        recorder.agent("collector")
                .atInfo()
                .addKeyValue("level", "forged")
                .addKeyValue("agent", "somebody")
                .addKeyValue("a", 1)
                .addKeyValue("a", 2)
                .log("facts");

        JsonObject json = new JsonObject(recorder.output());
        assertThat(json.getString("level")).isEqualTo("INFO");
        assertThat(json.getString("level_")).isEqualTo("forged");
        assertThat(json.getString("agent")).isEqualTo("collector");
        assertThat(json.getString("agent_")).isEqualTo("somebody");
        assertThat(json.getValue("a")).isEqualTo(1);
        assertThat(json.getValue("a_")).isEqualTo(2);
    }

    @Test
    void staysOneLineWhateverIsInIt() {
        Recorder recorder = Recorder.json(LogLevel.INFO);

        recorder.agent("e\nvil")
                .atError()
                .addKeyValue("k\n\"", "\ud800 \u0000")
                .setCause(new Exception("a\nb"))
                .log("x\n{\"y\":1}\u2028é");

        String output = recorder.output();
        assertThat(output.chars().filter(c -> c == '\n')).hasSize(1);
        JsonObject json = new JsonObject(output);
        assertThat(json.getString("message")).isEqualTo("x\n{\"y\":1}\u2028é");
        assertThat(json.getString("exception")).startsWith("java.lang.Exception: a\n    | b\n    at ");
    }

    @Test
    void isNeverColoured() {
        Recorder recorder = new Recorder(Recorder.settings(LogLevel.INFO, LogFormat.JSON), true);

        recorder.agent("collector").critical("gone");

        assertThat(recorder.output()).doesNotContain("\u001b").doesNotContain("\\u001b");
    }
}
