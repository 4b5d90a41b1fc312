package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LevelTest {
    @ParameterizedTest
    @EnumSource
    void writesItsOwnLevelAndThoseAboveAndNoneBelow(LogLevel threshold) {
        Recorder recorder = Recorder.text(threshold);

        Recorder.speakOnEveryLevel(recorder.agent("collector"));

        Stream<String> expected = Arrays.stream(LogLevel.values())
                .filter(level -> level.ordinal() >= threshold.ordinal())
                .map(level -> level.name());
        assertThat(recorder.lines().stream().map(line -> line.split(" +")[2]))
                .containsExactlyElementsOf(expected::iterator);
    }

    @Test
    void keepsSuccessWhichWasMarkedThroughTheFluentInterface() {
        Recorder recorder = Recorder.text(LogLevel.SUCCESS);

        recorder.agent("collector")
                .atInfo()
                .addMarker(dev.baton.agent.AgentLogger.SUCCESS)
                .log("done");
        recorder.agent("collector").atInfo().log("not this");

        assertThat(recorder.lines())
                .singleElement()
                .asString()
                .contains("SUCCESS")
                .endsWith("done");
    }

    @ParameterizedTest
    @CsvSource({"io.netty.util.X", "io.vertx.core.X", "com.hazelcast.X"})
    void keepsLibrariesQuietBelowWarningHoweverLowTheLevel(String library) {
        Recorder recorder = Recorder.text(LogLevel.DEBUG);

        recorder.logger(library).debug("noise");
        recorder.logger(library).info("noise");
        recorder.logger(library).warn("worth knowing");

        assertThat(recorder.lines())
                .singleElement()
                .asString()
                .contains("WARNING")
                .contains("worth knowing");
    }

    @Test
    void keepsLibrariesAsQuietAsEverybodyAboveWarning() {
        Recorder recorder = Recorder.text(LogLevel.ERROR);

        recorder.logger("io.vertx.core.X").warn("no");
        recorder.logger("com.acme.Collector").warn("no");

        assertThat(recorder.lines()).isEmpty();
    }

    @Test
    void letsClassesOfTheUsersSpeakOnTheLevelThatIsSet() {
        Recorder recorder = Recorder.text(LogLevel.DEBUG);

        recorder.logger("com.acme.Collector").debug("detail");

        assertThat(recorder.lines()).hasSize(1);
    }

    @Test
    void ordersTheLevels() {
        assertThat(List.of(LogLevel.values()))
                .containsExactly(
                        LogLevel.DEBUG,
                        LogLevel.INFO,
                        LogLevel.SUCCESS,
                        LogLevel.WARNING,
                        LogLevel.ERROR,
                        LogLevel.CRITICAL);
    }
}
