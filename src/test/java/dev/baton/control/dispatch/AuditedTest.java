package dev.baton.control.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Role;
import dev.baton.event.EventData;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.Verb;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditedTest {
    private static final Caller CALLER = Caller.overHttp("x".repeat(10_000), Role.ADMIN);

    @Test
    void whatIsRecordedIsBounded() {
        AuditEntry entry =
                new AuditEntry(CALLER, "stop", Collections.nCopies(5_000, "n".repeat(5_000)), 500, Duration.ZERO);

        assertThat(entry.data()).containsEntry("more_args", 4_992).containsEntry("result", "failed");
        assertThat(EventData.copyOf(entry.data())).isEqualTo(entry.data());
        assertThat(entry.severity()).isEqualTo(EventSeverity.ERROR);
    }

    @Test
    void timeIsInMillisecondsAndFractionsOfThem() {
        AuditEntry entry = new AuditEntry(CALLER, "ps", List.of(), 0, Duration.ofNanos(1_234_567));

        assertThat(entry.data()).containsEntry("duration_ms", 1.234567).doesNotContainKey("args");
        assertThat(entry.severity()).isEqualTo(EventSeverity.INFO);
    }

    @Test
    void whoAsksTooEarlyOrTooLateIsNoAlarm() {
        assertThat(severityOf(503)).isEqualTo(EventSeverity.INFO);
        assertThat(severityOf(403)).isEqualTo(EventSeverity.WARN);
        assertThat(List.of(severityOf(500), severityOf(504))).containsOnly(EventSeverity.ERROR);
        assertThat(new AuditEntry(CALLER, "ps", List.of(), 503, Duration.ZERO).result())
                .isEqualTo("failed");
    }

    private static EventSeverity severityOf(int code) {
        return new AuditEntry(CALLER, "ps", List.of(), code, Duration.ZERO).severity();
    }

    @Test
    void whoOnlyLooksNeedsNoMoreThanThatAndWhoEndsThingsMost() {
        assertThat(List.of(
                        new Command.Ps(List.of()),
                        new Command.Status(),
                        new Command.AgentStatus("a"),
                        new Command.Dependencies(),
                        new Command.History(1, null, null, null),
                        new Command.HistoryStats(),
                        new Command.Stats(),
                        new Command.Logs(List.of("a"), 1, null, null),
                        new Command.ListCommands()))
                .allSatisfy(command -> assertThat(command.needs()).isEqualTo(Role.VIEWER));
        assertThat(Verb.values())
                .allSatisfy(verb -> assertThat(new Command.Steer(verb, List.of("a"), true).needs())
                        .isEqualTo(Role.OPERATOR));
        assertThat(List.of(new Command.Reload(true), new Command.Shutdown()))
                .allSatisfy(command -> assertThat(command.needs()).isEqualTo(Role.ADMIN));
    }
}
