package dev.baton.control.http;

import java.util.concurrent.TimeUnit;

/** Finds out which client takes nothing any more; one that reads slowly does. Asked now and then. For one event loop. */
final class Patience {
    private final long seconds;
    private boolean hasTaken = true;
    private long tookAt;

    /** @param seconds for how long a client may take nothing */
    Patience(long seconds) {
        this.seconds = seconds;
    }

    /** The client has taken what it was sent. */
    void taken() {
        hasTaken = true;
    }

    /**
     * Whether the client has taken nothing for too long, counted from when that could be seen first.
     *
     * @param isWaiting whether there is something that the client has not taken
     */
    boolean isOver(boolean isWaiting, long now) {
        if (!isWaiting || hasTaken) {
            hasTaken = false;
            tookAt = now;
        }
        return TimeUnit.NANOSECONDS.toSeconds(now - tookAt) >= seconds;
    }
}
