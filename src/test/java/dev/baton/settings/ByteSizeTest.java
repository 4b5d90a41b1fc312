package dev.baton.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "1024,1024",
        "2048B,2048",
        "512KB,524288",
        "10MB,10485760",
        "10 mb,10485760",
        "1GiB,1073741824",
        "1.5G,1610612736",
        "2TB,2199023255552",
        "3k,3072"
    })
    void readsWhatPeopleWrite(String text, long bytes) {
        assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ten", "-1", "MB", "1XB", "1..5MB", "99999999999999999999", "50MBs"})
    void refusesWhatIsNoSize(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .hasMessage("must be a number of bytes, or a number with KB, MB, GB or TB, such as 50MB");
    }

    @Test
    void refusesTheVeryLargeAndTheNegative() {
        assertThatThrownBy(() -> ByteSize.parse("9000000TB")).hasMessage("must be less than 8388608TB");
        assertThatThrownBy(() -> ByteSize.ofBytes(-1)).hasMessage("must not be negative");
    }

    @Test
    void isAValueOfSettings() {
        assertThat(RecordMapper.map(new JsonObject().put("most", "50MB"), Limit.class))
                .isEqualTo(new Limit(ByteSize.parse("50MB")));
        assertThat(RecordMapper.map(new JsonObject().put("most", 1024), Limit.class))
                .isEqualTo(new Limit(ByteSize.parse("1KB")));
        assertThatThrownBy(() -> RecordMapper.map(new JsonObject().put("most", "much"), Limit.class))
                .hasMessageContaining("most is 'much' but must be a number of bytes");
        assertThatThrownBy(() -> RecordMapper.map(new JsonObject().put("most", 1.5), Limit.class))
                .hasMessageContaining("most is 1.5 but must be a whole number, without a fraction");
        assertThatThrownBy(() -> RecordMapper.map(new JsonObject().put("most", true), Limit.class))
                .hasMessageContaining("most is true but must be a number of bytes");
    }

    @Property
    void readsBackWhatItWrote(@ForAll @LongRange(min = 0) long bytes) {
        ByteSize size = ByteSize.ofBytes(bytes);

        assertThat(ByteSize.parse(size.toString())).isEqualTo(size).hasSameHashCodeAs(size);
    }

    @Test
    void writesTheLargestUnit() {
        assertThat(ByteSize.ofBytes(50 << 20)).hasToString("50MB").isGreaterThan(ByteSize.parse("1KB"));
        assertThat(ByteSize.ofBytes(1025)).hasToString("1025");
        assertThat(ByteSize.ofBytes(0)).hasToString("0");
    }

    record Limit(ByteSize most) {}
}
