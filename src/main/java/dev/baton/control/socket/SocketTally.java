package dev.baton.control.socket;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts on the socket's thread, read on any. */
final class SocketTally {
    final AtomicInteger open = new AtomicInteger();
    final LongAdder accepted = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder denied = new LongAdder();
    final LongAdder requests = new LongAdder();
    final LongAdder idle = new LongAdder();
    final LongAdder stuck = new LongAdder();
    final LongAdder hogs = new LongAdder();

    SocketCounts counts() {
        return new SocketCounts(
                open.get(),
                accepted.sum(),
                refused.sum(),
                denied.sum(),
                requests.sum(),
                idle.sum(),
                stuck.sum(),
                hogs.sum());
    }
}
