package dev.baton.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupSettingsTest {

    @Test
    void hasDefaultsForAllKeys() {
        assertThat(RecordMapper.map(new JsonObject(), GroupSettings.class))
                .isEqualTo(
                        new GroupSettings(GroupStrategy.ONE_FOR_ONE, 5, Duration.ofSeconds(60), OnGiveUp.STOP_GROUP));
    }

    @Test
    void mapsAllKeys() {
        JsonObject json = new JsonObject()
                .put("strategy", "rest_for_one")
                .put("maxRestarts", 3)
                .put("window", "5m")
                .put("onGiveUp", "shutdown");

        assertThat(RecordMapper.map(json, GroupSettings.class))
                .isEqualTo(new GroupSettings(GroupStrategy.REST_FOR_ONE, 3, Duration.ofMinutes(5), OnGiveUp.SHUTDOWN));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_001})
    void refusesRestartsOutOfRange(int maxRestarts) {
        assertThatThrownBy(() -> new GroupSettings(
                        GroupStrategy.ONE_FOR_ALL, maxRestarts, Duration.ofSeconds(1), OnGiveUp.STOP_GROUP))
                .hasMessage("maxRestarts is " + maxRestarts + " but must be from 0 to 10000");
    }

    @Test
    void refusesAWindowThatIsNone() {
        assertThatThrownBy(() -> new GroupSettings(GroupStrategy.ONE_FOR_ALL, 1, Duration.ZERO, OnGiveUp.STOP_GROUP))
                .hasMessageContaining("window is 0s");
    }
}
