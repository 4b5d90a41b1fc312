package dev.baton.history;

/**
 * How full the ring is. Events kept apart by a {@link Retention} take no room in it.
 *
 * @param currentSize events in the ring
 * @param capacity events the ring can hold
 * @param oldestSeq the number of the oldest event in the ring, 0 when it is empty; who asks for events after a smaller
 *     number than the one before it has missed some
 * @param newestSeq the number of the newest event of all, 0 when there was none
 * @param totalEvents how many events there were since the start, forgotten ones included
 */
public record CapacityInfo(int currentSize, int capacity, long oldestSeq, long newestSeq, long totalEvents) {}
