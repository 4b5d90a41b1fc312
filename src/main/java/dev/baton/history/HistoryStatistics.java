package dev.baton.history;

import java.util.Map;

/**
 * Counts over all events since the start, forgotten ones included.
 *
 * @param byType events of each name, of the first {@value Tally#MAX_KEYS} names that came
 * @param otherTypes events of all further names
 * @param byAgent events about each agent, of the first {@value Tally#MAX_KEYS} agents that came
 * @param otherAgents events about all further agents
 * @param forgotten events kept apart from the ring that were forgotten because too many agents had some
 * @param capacityInfo how full the ring is
 */
public record HistoryStatistics(
        Map<String, Long> byType,
        long otherTypes,
        Map<String, Long> byAgent,
        long otherAgents,
        long forgotten,
        CapacityInfo capacityInfo) {}
