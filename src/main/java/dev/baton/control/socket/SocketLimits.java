package dev.baton.control.socket;

import java.time.Duration;

/**
 * What clients may cost.
 *
 * @param connections how many at once; further ones are told 503 and closed
 * @param idle after how long without a request a connection is closed, unless it follows or waits for an answer
 * @param stuck after how long a connection is closed that takes nothing of what waits for it
 * @param ahead how many bytes may wait for a client before no further request of it is read, and it is told no more of
 *     what it follows
 * @param rows how many events or log lines are kept for one that follows and can't take them yet; what comes on top is
 *     left out, and that is told
 * @param bytes how much all connections may hold together, in and out; beyond that the one that holds most is closed
 * @param goodbye how long answers may take that are under way when the socket is closed
 */
record SocketLimits(int connections, Duration idle, Duration stuck, int ahead, int rows, long bytes, Duration goodbye) {

    static final SocketLimits DEFAULT = new SocketLimits(
            256,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            64 * 1024,
            1024,
            64L * 1024 * 1024,
            Duration.ofSeconds(2));
}
