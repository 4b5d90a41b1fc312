package dev.baton.event;

/**
 * What became of the events meant for one listener, as of one moment.
 *
 * @param delivered events it was called with and took
 * @param failed events it was called with and threw at
 * @param dropped events it was never called with because too many were waiting for it
 * @param waiting events that wait for it now
 */
public record CallbackCounts(long delivered, long failed, long dropped, int waiting) {}
