package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.baton.settings.ByteSize;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LoggerSettingsTest {
    @Test
    void defaultsToTextOnTheConsoleOnly() {
        assertThat(LoggerSettings.DEFAULT)
                .isEqualTo(new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, null, ByteSize.parse("10MB"), 5));
    }

    @Test
    void isReadFromEverySettingThereIs() {
        JsonObject json = new JsonObject()
                .put("level", "SUCCESS")
                .put("format", "json")
                .put("file", "logs/baton.log")
                .put("maxFileSize", "1MB")
                .put("maxFiles", 3);

        assertThat(RecordMapper.map(json, LoggerSettings.class))
                .isEqualTo(new LoggerSettings(
                        LogLevel.SUCCESS, LogFormat.JSON, Path.of("logs/baton.log"), ByteSize.parse("1MB"), 3));
        assertThat(RecordMapper.map(new JsonObject().putNull("file"), LoggerSettings.class))
                .isEqualTo(LoggerSettings.DEFAULT);
    }

    @Test
    void isRefusedWithThePlaceOfTheMistake() {
        Findings findings = new Findings();

        RecordMapper.tryMap(new JsonObject().put("maxFiles", 0), LoggerSettings.class, findings);
        RecordMapper.tryMap(new JsonObject().put("format", "xml"), LoggerSettings.class, findings);

        assertThat(findings.all().stream().map(Finding::path)).containsExactly("maxFiles", "format");
        assertThat(findings.all().get(1).message()).contains("text, json");
    }

    @Test
    void refusesASizeThatWouldRotateAtEveryLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sized("1023"))
                .withMessage("maxFileSize is 1023 but must be at least 1KB");
    }

    @Test
    void refusesNoFilesAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, null, ByteSize.parse("10MB"), 0))
                .withMessage("maxFiles is 0; it must be at least 1, because the file being written is counted");
    }

    @Test
    void refusesAFileWithoutAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, Path.of("/"), ByteSize.parse("10MB"), 1))
                .withMessage("file is \"/\"; it must name a file");
    }

    private static LoggerSettings sized(String size) {
        return new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, null, ByteSize.parse(size), 5);
    }
}
