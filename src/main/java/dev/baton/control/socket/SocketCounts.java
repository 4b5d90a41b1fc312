package dev.baton.control.socket;

/**
 * What went on at the command socket since it was opened.
 *
 * @param open connections there are now
 * @param accepted connections there were
 * @param refused connections turned away because there were too many already
 * @param denied connections turned away because of the user
 * @param requests lines that were answered, also those that were no request
 * @param idle connections closed because nothing was asked for too long
 * @param stuck connections closed because they took nothing for too long
 * @param hogs connections closed because all connections together held too much memory, and these the most
 */
public record SocketCounts(
        int open, long accepted, long refused, long denied, long requests, long idle, long stuck, long hogs) {}
