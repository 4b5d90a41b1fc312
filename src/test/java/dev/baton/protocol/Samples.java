package dev.baton.protocol;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.EventRow;
import dev.baton.command.LogRow;
import dev.baton.command.UsageRow;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One answer of each kind. */
final class Samples {
    static final Instant TIME = Instant.parse("2026-03-04T05:06:07.008Z");
    static final Answer.Capacity CAPACITY = new Answer.Capacity(2, 5_000, 1, 3, 3);

    static final AgentRow RUNNING = new AgentRow(
            "collector",
            "com.acme.Collector",
            new JsonObject()
                    .put("city", "Zürich")
                    .put("apiKey", "***")
                    .put(
                            "nested",
                            new JsonObject()
                                    .put(
                                            "list",
                                            new JsonArray().add(1).add(true).addNull())),
            LifecycleState.RUNNING,
            null,
            "",
            "ingest",
            false,
            "n1",
            3,
            2,
            4711L,
            Duration.ofMillis(61_250));
    static final AgentRow ENDED = new AgentRow(
            "db",
            "./run-db.sh",
            new JsonObject(),
            LifecycleState.TERMINATED,
            TerminationStatus.ERROR,
            "execute() threw java.io.IOException: \"gone\"",
            null,
            true,
            "n1",
            1,
            0,
            null,
            null);
    static final EventRow EVENT = new EventRow(
            new Event(
                    7,
                    TIME,
                    EventCategory.AGENT,
                    "AGENT_READY",
                    "collector",
                    EventSeverity.INFO,
                    3,
                    "n1",
                    Map.of("a", 1)),
            Map.of("a", 1));
    static final EventRow CUT_EVENT = new EventRow(
            new Event(8, TIME, EventCategory.ORCHESTRATOR, "SHUTDOWN", null, EventSeverity.WARN, 0, "n1", Map.of()),
            "{\"a\":\"bc…");
    static final LogRow LINE = new LogRow("collector", 12, TIME, "stderr", "", "tab\there");

    private Samples() {}

    static Map<String, Answer> answers() {
        Map<String, Answer> all = new LinkedHashMap<>();
        all.put("ps", new Answer.Agents(List.of(RUNNING, ENDED), 1, 5, 0));
        all.put("status-of-one", new Answer.AgentDetail(RUNNING, Map.of("db", "ready"), List.of("api")));
        all.put("status", status());
        all.put(
                "steer",
                new Answer.Steered(List.of(
                        new AgentOutcome("a", AgentOutcome.Result.RUNNING, LifecycleState.RUNNING, ""),
                        new AgentOutcome(
                                "b", AgentOutcome.Result.QUEUED, LifecycleState.QUEUED, "no free worker slot"))));
        all.put("dependencies", new Answer.Dependencies(Map.of("api", List.of("db", "cache"))));
        all.put(
                "history",
                new Answer.Events(
                        List.of(EVENT, CUT_EVENT), new Command.History(100, "collector", null, 5L), CAPACITY));
        all.put("history-stats", new Answer.EventCounts(Map.of("AGENT_READY", 2L), Map.of("collector", 2L), CAPACITY));
        all.put("stats", usage());
        all.put("logs", new Answer.LogLines(List.of(LINE)));
        all.put("commands", new Answer.Catalogue(List.of(new Answer.CatalogueRow("ps", "list the agents", true))));
        all.put(
                "reload",
                new Answer.Reloaded(
                        List.of(
                                new Answer.Change("add", "new", "it is new"),
                                new Answer.Change("update", null, "maxWorkers")),
                        List.of("orchestrator.name"),
                        true));
        all.put("shutdown", new Answer.ShuttingDown());
        return all;
    }

    private static Answer.Status status() {
        return new Answer.Status(
                3,
                1,
                5,
                2,
                "DAEMON",
                Duration.ofDays(200),
                true,
                Path.of("/tmp/baton.sock"),
                "0.1.0",
                "n1",
                "baton",
                false,
                List.of("sticky"));
    }

    private static Answer.Usage usage() {
        UsageRow thread = new UsageRow(
                "collector", 1L, 12.5, null, null, 1, Duration.ofMillis(1_005), 9L, Duration.ofNanos(1_234_567));
        UsageRow process =
                new UsageRow("baton", 1L, 250.0, 64.25, 1.5, 20, Duration.ofSeconds(2), null, null, 1, 12L, 4096L, 0L);
        return new Answer.Usage(List.of(thread), process);
    }
}
