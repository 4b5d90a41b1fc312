package dev.baton.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HistorySettingsTest {
    @Test
    void rememberFiveThousandEventsOf256BytesByDefault() {
        assertThat(HistorySettings.DEFAULT).isEqualTo(new HistorySettings(5_000, 256));
    }

    @Test
    void refuseValuesOutOfRangeByNameValueAndRule() {
        assertThatThrownBy(() -> new HistorySettings(0, 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("historyMaxEvents is 0; it must be between 1 and 10000000");
        assertThatThrownBy(() -> new HistorySettings(5_000, 15))
                .hasMessage("historyPayloadBytes is 15; it must be between 16 and 1048576");
    }

    @Test
    void refuseARetentionThatKeepsNothing() {
        assertThatThrownBy(() -> new Retention("BEAT", 0, 10)).hasMessageContaining("BEAT");
        assertThatThrownBy(() -> new Retention("BEAT", 2, 1)).hasMessageContaining("BEAT");
    }
}
