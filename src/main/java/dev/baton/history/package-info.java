/**
 * Remembering events: how many there were of each kind, and the latest of them, cut to a bounded size.
 *
 * <p>{@link dev.baton.history.History} subscribes to the events like anybody else and owns all data here on its own
 * event loop; questions hop onto that loop and answers hop back, so nothing is locked or shared. Everything is bounded:
 * the ring by its capacity, events kept apart from it by {@link dev.baton.history.Retention}, payloads by bytes, counters
 * by the number of distinct keys.
 */
@NullMarked
package dev.baton.history;

import org.jspecify.annotations.NullMarked;
