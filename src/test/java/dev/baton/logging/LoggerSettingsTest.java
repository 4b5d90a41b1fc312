package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoggerSettingsTest {
    @Test
    void defaultsToTextOnTheConsoleOnly() {
        assertThat(LoggerSettings.DEFAULT)
                .isEqualTo(new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, null, "10MB", 5));
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
                .isEqualTo(new LoggerSettings(LogLevel.SUCCESS, LogFormat.JSON, Path.of("logs/baton.log"), "1MB", 3));
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

    @ParameterizedTest
    @CsvSource({
        "1024,1024",
        "2048B,2048",
        "512KB,524288",
        "10MB,10485760",
        "10 mb,10485760",
        "1GiB,1073741824",
        "3k,3072"
    })
    void readsSizes(String size, long bytes) {
        assertThat(sized(size).maxFileBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "-1", "10TB", "1.5MB", "99999999999999999999"})
    void refusesWhatIsNoSize(String size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sized(size))
                .withMessage("maxFileSize is \"" + size
                        + "\"; write a number of bytes, or a number with KB, MB or GB, such as 10MB");
    }

    @Test
    void refusesASizeThatWouldRotateAtEveryLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sized("1023"))
                .withMessage("maxFileSize is 1023; it must be at least 1KB");
    }

    @Test
    void refusesNoFilesAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, null, "10MB", 0))
                .withMessage("maxFiles is 0; it must be at least 1, because the file being written is counted");
    }

    @Test
    void refusesAFileWithoutAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, Path.of("/"), "10MB", 1))
                .withMessage("file is \"/\"; it must name a file");
    }

    private static LoggerSettings sized(String size) {
        return new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, null, size, 5);
    }
}
