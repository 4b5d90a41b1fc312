package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentLogger;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {
    @ParameterizedTest
    @CsvSource({
        "DEBUG, DEBUG INFO SUCCESS WARNING ERROR CRITICAL",
        "INFO, INFO SUCCESS WARNING ERROR CRITICAL",
        "SUCCESS, SUCCESS WARNING ERROR CRITICAL",
        "WARNING, WARNING ERROR CRITICAL",
        "ERROR, ERROR CRITICAL",
        "CRITICAL, CRITICAL"
    })
    void writesItsOwnLevelAndThoseAboveAndNoneBelow(LogLevel threshold, String written) {
        Recorder recorder = Recorder.text(threshold);

        Recorder.speakOnEveryLevel(recorder.agent("collector"));

        assertThat(recorder.lines().stream().map(LevelTest::levelOf).collect(Collectors.joining(" ")))
                .isEqualTo(written);
    }

    @Test
    void keepsSuccessWhichWasMarkedThroughTheFluentInterface() {
        Recorder recorder = Recorder.text(LogLevel.SUCCESS);

        recorder.agent("collector").atInfo().addMarker(AgentLogger.SUCCESS).log("done");
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

    @ParameterizedTest
    @CsvSource({"com.hazelcast.internal.X", "io.vertx.core.eventbus.impl.X"})
    void hearsNoWarningsOfOthersThatLeaveOnceItEndsItself(String library) {
        Recorder recorder = Recorder.text(LogLevel.INFO);

        recorder.logger(library).warn("early");
        recorder.ending();
        recorder.logger(library).warn("a member has left");
        recorder.logger(library).error("broken");
        recorder.logger("baton").warn("its own");
        recorder.logger("io.netty.X").warn("no business of others");

        assertThat(recorder.output())
                .contains("early", "broken", "its own", "no business of others")
                .doesNotContain("a member has left");
    }

    /** A node that another one can't reach. */
    @Test
    void whatALibrarySaysOverAndOverWithATraceIsALineAMinuteWithItsReason() {
        Recorder recorder = Recorder.text(LogLevel.INFO);
        Exception failure = new IOException("outer", new IOException("unable to find valid certification path"));

        for (int i = 0; i < 100; i++) {
            recorder.logger("io.vertx.core.eventbus.impl.clustered.ClusteredEventBus")
                    .warn("Connecting to server A failed", failure);
        }
        recorder.logger("io.vertx.core.eventbus.impl.clustered.ClusteredEventBus")
                .warn("Connecting to server B failed", failure);
        recorder.logger("io.vertx.core.eventbus.impl.clustered.ClusteredEventBus")
                .warn("No pong");

        assertThat(recorder.lines())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .endsWith("Connecting to server A failed: unable to find valid certification path"),
                        line -> assertThat(line)
                                .endsWith("Connecting to server B failed: unable to find valid certification path"),
                        line -> assertThat(line).endsWith("No pong"));
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

    /** The third word, which must be the last one as well: each line's message is its level. */
    private static String levelOf(String line) {
        Matcher words = Pattern.compile("\\S+ \\S+ (\\S+) +collector +\\1").matcher(line);
        assertThat(words.matches()).as(line).isTrue();
        return words.group(1);
    }
}
