package dev.baton.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventDataTest {

    @Test
    void laterChangesDoNotReachTheCopy() {
        List<Object> list = new ArrayList<>(List.of(1));
        Map<String, Object> data = new HashMap<>(Map.of("list", list, "text", "a"));

        Map<String, Object> copy = EventData.copyOf(data);
        list.add(2);
        data.put("text", "b");

        assertThat(copy).isEqualTo(Map.of("list", List.of(1), "text", "a"));
    }

    @Test
    void theCopyCannotBeChanged() {
        Map<String, Object> copy = EventData.copyOf(Map.of("list", List.of(1)));

        assertThatThrownBy(() -> copy.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nullIsAValue() {
        Map<String, Object> data = new HashMap<>();
        data.put("nothing", null);

        assertThat(EventData.copyOf(data)).containsEntry("nothing", null);
    }

    @Test
    void whatIsNoJsonIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> EventData.copyOf(Map.of("a", Map.of("b", Optional.empty()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("event data.a.b is a java.util.Optional");
        assertThatThrownBy(() -> EventData.copyOf(Map.of("ratio", Double.NaN))).hasMessageContaining("finite numbers");
        assertThatThrownBy(() -> EventData.copyOf(Map.of("map", Map.of(1, 2))))
                .hasMessageContaining("keys must be strings");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        assertThat(EventData.copyOf(Map.of("a", "x".repeat(EventData.LIMIT - 1))))
                .hasSize(1);
        assertThatThrownBy(() -> EventData.copyOf(Map.of("a", "x".repeat(EventData.LIMIT))))
                .hasMessageContaining("larger than 16384 characters");
    }

    @Test
    void aMapThatHoldsItselfIsRefusedAndNotFollowedForEver() {
        Map<String, Object> loop = new HashMap<>();
        loop.put("self", loop);

        assertThatThrownBy(() -> EventData.copyOf(loop)).hasMessageContaining("deeper than 16 levels");
    }
}
