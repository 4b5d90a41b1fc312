package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLineTest {
    private static final long YEAR_9999 = 253_402_300_799_999L;

    @Property
    void aLineOfAProcessIsReadAsItWasWritten(
            @ForAll @LongRange(min = 0, max = YEAR_9999) long millis, @ForAll String text) {
        Instant moment = Instant.ofEpochMilli(millis);
        String line = new String(FileLine.start(moment, LogStream.STDERR), StandardCharsets.UTF_8) + text;

        assertThat(FileLine.parse("a", line)).contains(new LogBook.Line("a", 0, moment, LogStream.STDERR, null, text));
    }

    @Property
    void aLineOfALoggerIsOneLineOfTheFile(
            @ForAll @LongRange(min = 0, max = YEAR_9999) long millis, @ForAll LogLevel level, @ForAll String text) {
        Instant moment = Instant.ofEpochMilli(millis);
        StringBuilder safe = new StringBuilder();
        Characters.appendSafe(safe, text);

        String line = FileLine.logged(moment, level, text);

        assertThat(line).endsWith("\n");
        assertThat(line.chars().filter(c -> c == '\n' || c == '\r').count()).isEqualTo(1);
        assertThat(FileLine.parse("a", line.substring(0, line.length() - 1)))
                .contains(new LogBook.Line("a", 0, moment, LogStream.LOG, level, safe.toString()));
    }

    @Property
    void anythingElseIsNoLine(@ForAll String text) {
        assertThat(FileLine.parse("a", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01T00:00:00.000Z stdout x",
                "2026-01-01T00:00:00.000Z stdin x",
                "2026-01-01T00:00:00.000Z log LOUD x",
                "2026-01-01T00:00:00.000Z stdout",
                "2026-01-01 00:00:00.000Z stdout x"
            })
    void whatOnlyLooksLikeOneIsNone(String text) {
        assertThat(FileLine.parse("a", text)).isEmpty();
    }
}
