package dev.baton.runtime.probe;

import org.jspecify.annotations.Nullable;

/**
 * What a process says of itself in one datagram, see sd_notify(3): lines of {@code KEY=value}. Other keys, and what is no such
 * line, are left out.
 *
 * @param ready {@code READY=1}
 * @param stopping {@code STOPPING=1}
 * @param sign {@code WATCHDOG=1}
 * @param trigger {@code WATCHDOG=trigger}: it wants to be taken for dead
 * @param status {@code STATUS=}, as one line of at most 200 characters; null if there is none
 */
record Notice(
        boolean ready,
        boolean stopping,
        boolean sign,
        boolean trigger,
        @Nullable String status) {
    private static final String STATUS = "STATUS=";

    static Notice parse(String datagram) {
        boolean ready = false;
        boolean stopping = false;
        boolean sign = false;
        boolean trigger = false;
        String status = null;
        for (String line : datagram.split("\n", -1)) {
            switch (line) {
                case "READY=1" -> ready = true;
                case "STOPPING=1" -> stopping = true;
                case "WATCHDOG=1" -> sign = true;
                case "WATCHDOG=trigger" -> trigger = true;
                default -> status = line.startsWith(STATUS) ? Trouble.line(line.substring(STATUS.length())) : status;
            }
        }
        return new Notice(ready, stopping, sign, trigger, status);
    }
}
