package dev.baton.cluster.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.EventRow;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.history.Retention;
import dev.baton.testing.ScriptedCommands;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final int MOST = 10_000;

    /** How many are missing when {@code count} events of {@code name} come after the 5 that were told of 20,000 in all. */
    private static long missing(@Nullable String type, String name, int count, int most) {
        Command.History question = new Command.History(0, "a", type, null);
        EventStream stream = new EventStream(question, new ScriptedCommands(10));
        Stream.Told<Answer.Events, EventRow> told = stream.nothing("n1");
        told.first(new Answer.Events(List.of(), question, new Answer.Capacity(5, 100, 1, 5, 5)));
        List<EventRow> rows = IntStream.range(6, 6 + count)
                .mapToObj(seq -> new EventRow(event(seq, name), Map.of()))
                .toList();
        long oldest = EventStream.KEPT_APART.containsKey(name) ? 19_000 : 6;
        return told.missing(
                new Answer.Events(rows, question, new Answer.Capacity(100, 100, oldest, 20_000, 20_000)), most);
    }

    private static Event event(long seq, String name) {
        return new Event(seq, Instant.EPOCH, EventCategory.AGENT, name, "a", EventSeverity.INFO, 0, "n1", Map.of());
    }

    @Test
    void knowsWhatAHistoryKeepsApart() {
        for (Retention kept : List.of(Retention.HEARTBEATS, Retention.COMMANDS)) {
            assertThat(EventStream.KEPT_APART).containsEntry(kept.type(), kept.perAgent());
        }
    }

    @Test
    void ofWhatIsKeptApartMoreMayHaveBeenWhenAsMuchAsFitsIsThere() {
        assertThat(missing(EventNames.COMMAND_EXECUTED, EventNames.COMMAND_EXECUTED, 999, MOST))
                .isZero();
        assertThat(missing(EventNames.COMMAND_EXECUTED, EventNames.COMMAND_EXECUTED, 1_000, MOST))
                .isEqualTo(-1);
        assertThat(missing(EventNames.AGENT_HEARTBEAT, EventNames.AGENT_HEARTBEAT, 1, MOST))
                .isZero();
        assertThat(missing(EventNames.AGENT_HEARTBEAT, EventNames.AGENT_HEARTBEAT, 2, MOST))
                .isEqualTo(-1);
    }

    @Test
    void nobodyKnowsHowManyAreMissingWhenAsManyAsWereAskedForAreThere() {
        assertThat(missing(EventNames.AGENT_READY, EventNames.AGENT_READY, 10, MOST))
                .isZero();
        assertThat(missing(EventNames.AGENT_READY, EventNames.AGENT_READY, 10, 10))
                .isEqualTo(-1);
        assertThat(missing(null, EventNames.AGENT_READY, 10, 10)).isEqualTo(-1);
    }
}
