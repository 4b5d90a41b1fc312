package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JournalLinesTest {
    @Test
    void everyLineBeginsWithItsLevel() {
        Recorder recorder = Recorder.journal(LogLevel.DEBUG);

        Recorder.speakOnEveryLevel(recorder.agent("collector"));

        assertThat(recorder.lines())
                .extracting(line -> line.substring(0, 3) + line.replaceFirst(".* ", ""))
                .containsExactly("<7>DEBUG", "<6>INFO", "<5>SUCCESS", "<4>WARNING", "<3>ERROR", "<2>CRITICAL");
    }

    @Test
    void soDoThoseOfATrace() {
        Recorder recorder = Recorder.journal(LogLevel.INFO);

        recorder.logger("dev.baton.X").error("Giving up", new IllegalStateException("no answer"));

        assertThat(recorder.lines()).hasSizeGreaterThan(2).allMatch(line -> line.startsWith("<3>"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itIsTheJournalOnlyIfStandardOutputIsWhatTheVariableSays(@TempDir Path folder) throws Exception {
        Path output = Path.of("/proc/self/fd/1");
        String another = JournalLines.identity(Files.createFile(folder.resolve("another")));

        assertThat(JournalLines.isJournal(Map.of("JOURNAL_STREAM", JournalLines.identity(output))))
                .isTrue();
        assertThat(JournalLines.isJournal(Map.of("JOURNAL_STREAM", another))).isFalse();
        assertThat(JournalLines.isJournal(Map.of())).isFalse();
    }
}
