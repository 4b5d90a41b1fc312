package dev.baton.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.EventNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void countsWhatBecomesOfAnAgent() {
        try (Counting counting = Counting.everything()) {
            assertThat(counting.lines())
                    .contains(
                            "baton_agent_starts_total{agent=\"a\"} 2.0",
                            "baton_agent_restarts_total{agent=\"a\"} 1.0",
                            "baton_agent_errors_total{agent=\"a\"} 1.0",
                            "baton_agent_timeouts_total{agent=\"a\"} 1.0",
                            "baton_agent_stuck_total{agent=\"a\"} 1.0",
                            "baton_agent_crash_loops_total{agent=\"a\"} 1.0",
                            "baton_agent_terminations_total{agent=\"a\",status=\"CRITICAL\"} 1.0",
                            "baton_slots 5.0",
                            "baton_queue_time_seconds_count 1",
                            "baton_queue_time_seconds_sum 2.0",
                            "baton_cycle_duration_seconds_count{kind=\"periodic\"} 12",
                            "baton_cycle_duration_seconds_sum{kind=\"periodic\"} 3.5",
                            "baton_cycle_failures_total{kind=\"periodic\"} 2.0",
                            "baton_events_dropped_total 7.0",
                            "baton_commands_total{code=\"0\",command=\"stop\",result=\"success\"} 1.0",
                            "baton_command_duration_seconds_sum{command=\"stop\",result=\"success\"} 1.5");
        }
    }

    @Test
    void knowsHowManyAgentsAreInWhichState() {
        try (Counting counting = new Counting(10)) {
            for (String agent : List.of("a", "b", "c", "d")) {
                counting.happen(agent, EventNames.AGENT_REGISTERED, 0, Map.of());
            }
            counting.happen("b", EventNames.AGENT_QUEUED, 0, Map.of("reason", "waiting for a to be ready"));
            counting.happen("c", EventNames.AGENT_QUEUED, 0, Map.of("reason", "no free worker slot"));
            counting.happen("d", EventNames.AGENT_STARTED, 0, Map.of());
            counting.happen("d", EventNames.AGENT_READY, 0, Map.of());
            counting.happen("d", EventNames.AGENT_PAUSED, 0, Map.of());
            assertThat(counting.lines())
                    .contains(
                            "baton_agents{state=\"registered\"} 1.0",
                            "baton_agents{state=\"waiting\"} 1.0",
                            "baton_agents{state=\"queued\"} 1.0",
                            "baton_agents{state=\"paused\"} 1.0",
                            "baton_agents{state=\"running\"} 0.0",
                            "baton_queue_length 2.0",
                            "baton_slots_used 1.0");

            counting.happen("d", EventNames.AGENT_RESUMED, 0, Map.of());
            counting.happen("a", EventNames.AGENT_STARTED, 0, Map.of());
            counting.happen("a", EventNames.AGENT_STOPPING, 0, Map.of("reason", "it was asked to stop"));
            counting.happen("c", EventNames.AGENT_TERMINATED, 0, Map.of("status", "SKIPPED"));
            assertThat(counting.lines())
                    .contains(
                            "baton_agents{state=\"running\"} 1.0",
                            "baton_agents{state=\"stopping\"} 1.0",
                            "baton_agents{state=\"queued\"} 0.0",
                            "baton_agents{state=\"terminated\"} 1.0",
                            "baton_slots_used 2.0",
                            "baton_queue_length 1.0");

            counting.happen("a", EventNames.AGENT_STUCK, 0, Map.of());
            assertThat(counting.lines())
                    .contains("baton_agents{state=\"stopping\"} 0.0", "baton_agents{state=\"stuck\"} 1.0");
        }
    }

    @Test
    void countsAgentsBeyondTheLimitTogether() {
        try (Counting counting = new Counting(2)) {
            for (int i = 0; i < 50; i++) {
                counting.happen("agent-" + i, EventNames.AGENT_STARTED, 0, Map.of());
            }
            assertThat(counting.lines().stream().filter(line -> line.startsWith("baton_agent_starts_total{")))
                    .containsExactlyInAnyOrder(
                            "baton_agent_starts_total{agent=\"agent-0\"} 1.0",
                            "baton_agent_starts_total{agent=\"agent-1\"} 1.0",
                            "baton_agent_starts_total{agent=\"_other\"} 48.0");
        }
    }

    @Test
    void namesThatAgentsMakeUpAreBounded() {
        try (Counting counting = new Counting(2)) {
            for (int i = 0; i < 1_000; i++) {
                counting.happen("a", "MADE_UP_" + i, 0, Map.of());
                counting.command("made-up-" + i, "error", i);
            }
            counting.happen("a", EventNames.AGENT_READY, 0, Map.of());
            org.awaitility.Awaitility.await()
                    .until(() ->
                            counting.scrape().anyMatch(line -> line.equals("baton_agents{state=\"running\"} 1.0")));

            assertThat(counting.scrape().filter(line -> line.startsWith("baton_events_total{")))
                    .hasSize(201)
                    .contains("baton_events_total{type=\"_other\"} 802.0");
            assertThat(counting.scrape().filter(line -> line.startsWith("baton_commands_total{")))
                    .hasSize(501);
        }
    }

    @Test
    void settingsAreBounded() {
        assertThat(MetricsSettings.DEFAULT).isEqualTo(new MetricsSettings(1_000));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new MetricsSettings(0))
                .hasMessage("maxAgentSeries is 0; it must be between 1 and 100000");
    }
}
