package dev.baton.history;

import static dev.baton.event.EventNames.AGENT_HEARTBEAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.Events;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final HistoryQuery ALL = HistoryQuery.since(0);

    private final Memory memory = new Memory(new HistorySettings(10, 16), List.of(Retention.HEARTBEATS));
    private long seq;

    @Test
    void remembersTheLatestEventsOldestFirst() {
        happen("TICK", "a", 25);

        HistoryPage page = memory.find(ALL);

        assertThat(seqs(page)).containsExactly(16L, 17L, 18L, 19L, 20L, 21L, 22L, 23L, 24L, 25L);
        assertThat(page.count()).isEqualTo(10);
        assertThat(page.filters()).isEqualTo(ALL);
        assertThat(page.capacityInfo()).isEqualTo(new CapacityInfo(10, 10, 16, 25, 25));
    }

    @Test
    void isEmptyAtFirst() {
        HistoryPage page = memory.find(HistoryQuery.DEFAULT);

        assertThat(page.events()).isEmpty();
        assertThat(page.capacityInfo()).isEqualTo(new CapacityInfo(0, 10, 0, 0, 0));
    }

    @Test
    void givesTheLastOnesAskedForAndNoneForZero() {
        happen("TICK", "a", 7);

        assertThat(seqs(memory.find(new HistoryQuery(2, null, null, null)))).containsExactly(6L, 7L);
        assertThat(seqs(memory.find(new HistoryQuery(0, null, null, null)))).isEmpty();
    }

    @Test
    void givesWhatCameAfterANumber() {
        happen("TICK", "a", 20);

        assertThat(seqs(memory.find(HistoryQuery.since(18)))).containsExactly(19L, 20L);
        assertThat(seqs(memory.find(HistoryQuery.since(20)))).isEmpty();
        assertThat(seqs(memory.find(HistoryQuery.since(1_000)))).isEmpty();
        assertThat(seqs(memory.find(HistoryQuery.since(3)))).hasSize(10);
    }

    @Test
    void holdsAllConditionsOfAQueryAtOnce() {
        happen("TICK", "a", 2);
        happen("TOCK", "a", 2);
        happen("TICK", "b", 2);
        happen("TICK", "a", 3);

        assertThat(seqs(memory.find(new HistoryQuery(2, "a", "TICK", 1L)))).containsExactly(8L, 9L);
        assertThat(seqs(memory.find(new HistoryQuery(100, "a", "TICK", 1L)))).containsExactly(2L, 7L, 8L, 9L);
        assertThat(seqs(memory.find(new HistoryQuery(100, "a", null, 3L)))).containsExactly(4L, 7L, 8L, 9L);
        assertThat(seqs(memory.find(new HistoryQuery(100, "c", null, null)))).isEmpty();
    }

    @Test
    void refusesNegativeFiltersWithASentence() {
        assertThatThrownBy(() -> new HistoryQuery(-1, null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("last is -1; it must be 0 or more");
        assertThatThrownBy(() -> HistoryQuery.since(-5)).hasMessage("after_seq is -5; it must be 0 or more");
    }

    @Test
    void keepsTheLastTwoHeartbeatsOfEachAgentWithoutPushingEventsOut() {
        happen("TICK", "a", 3);
        happen(AGENT_HEARTBEAT, "a", 1_000);
        happen(AGENT_HEARTBEAT, "b", 1_000);
        happen("TICK", "a", 1);

        assertThat(seqs(memory.find(ALL))).containsExactly(1L, 2L, 3L, 1_002L, 1_003L, 2_002L, 2_003L, 2_004L);
        assertThat(seqs(memory.find(new HistoryQuery(100, null, AGENT_HEARTBEAT, null))))
                .containsExactly(1_002L, 1_003L, 2_002L, 2_003L);
        assertThat(seqs(memory.find(new HistoryQuery(2, "a", AGENT_HEARTBEAT, 1_002L))))
                .containsExactly(1_003L);
        assertThat(memory.find(ALL).capacityInfo()).isEqualTo(new CapacityInfo(4, 10, 1, 2_004, 2_004));
    }

    @Test
    void forgetsAndCountsTheOldestHeartbeatsOfTooManyAgents() {
        Memory small = new Memory(HistorySettings.DEFAULT, List.of(new Retention("BEAT", 2, 4)));
        for (int i = 1; i <= 10; i++) {
            small.add(Events.event(i, "BEAT", "agent" + i));
        }
        small.add(Events.event(11, "BEAT", "agent1"));

        assertThat(seqs(small.find(ALL))).containsExactly(8L, 9L, 10L, 11L);
        assertThat(small.statistics().forgotten()).isEqualTo(7);
    }

    @Test
    void countsAllEventsEvenForgottenOnes() {
        happen("TICK", "a", 30);
        happen(AGENT_HEARTBEAT, "b", 40);
        happen("TICK", null, 1);

        HistoryStatistics statistics = memory.statistics();

        assertThat(statistics.byType()).isEqualTo(Map.of("TICK", 31L, AGENT_HEARTBEAT, 40L));
        assertThat(statistics.byAgent()).isEqualTo(Map.of("a", 30L, "b", 40L));
        assertThat(statistics.capacityInfo().totalEvents()).isEqualTo(71);
    }

    @Test
    void countsKeysBeyondTheLimitTogether() {
        for (int i = 0; i < Tally.MAX_KEYS + 5; i++) {
            happen("type" + i, "agent" + i, 1);
        }
        happen("type0", "agent0", 1);

        HistoryStatistics statistics = memory.statistics();

        assertThat(statistics.byType()).hasSize(Tally.MAX_KEYS).containsEntry("type0", 2L);
        assertThat(statistics.otherTypes()).isEqualTo(5);
        assertThat(statistics.byAgent()).hasSize(Tally.MAX_KEYS).containsEntry("agent0", 2L);
        assertThat(statistics.otherAgents()).isEqualTo(5);
    }

    @Test
    void keepsNoMoreOfLongDataThanItsBeginning() {
        memory.add(Events.event(1, "TICK", "a", Map.of("text", "long enough to be cut")));
        memory.add(Events.event(2, "TICK", "a", Map.of("n", 1)));

        List<PastEvent> events = memory.find(ALL).events();

        assertThat(events.get(0).data()).isEqualTo("{\"text\":\"long…");
        assertThat(events.get(0).event().data()).isEmpty();
        assertThat(events.get(1).data()).isEqualTo(Map.of("n", 1));
    }

    private void happen(String name, String agent, int times) {
        for (int i = 0; i < times; i++) {
            memory.add(Events.event(++seq, name, agent));
        }
    }

    private static List<Long> seqs(HistoryPage page) {
        return page.events().stream().map(PastEvent::seq).toList();
    }
}
