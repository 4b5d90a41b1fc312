package dev.baton.history;

import java.util.List;

/**
 * The answer to a {@link HistoryQuery}, true of one moment.
 *
 * @param events what was asked for, oldest first
 * @param count how many that are
 * @param filters the question
 * @param capacityInfo how full the ring was
 */
public record HistoryPage(List<PastEvent> events, int count, HistoryQuery filters, CapacityInfo capacityInfo) {}
