package dev.baton.control.socket;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** All connections there are, and what they may cost together. For the socket's thread. */
final class Clients {
    private static final int BUFFER = 64 * 1024;

    private final SocketLimits limits;
    private final LongSupplier nanoTime;
    private final Executor home;
    private final SocketTally tally;
    private final Runnable emptied;
    private final Set<Connection> all = new LinkedHashSet<>();
    /** One for all: each connection uses it up before the next has its turn. */
    private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER);

    private final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER);
    private long held;
    private boolean closing;

    /** @param emptied is run when the last one has left */
    Clients(SocketLimits limits, LongSupplier nanoTime, Executor home, SocketTally tally, Runnable emptied) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.home = home;
        this.tally = tally;
        this.emptied = emptied;
    }

    SocketLimits limits() {
        return limits;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    Executor home() {
        return home;
    }

    SocketTally tally() {
        return tally;
    }

    ByteBuffer input() {
        return input;
    }

    ByteBuffer output() {
        return output;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean isFull() {
        return all.size() >= limits.connections();
    }

    boolean isClosing() {
        return closing;
    }

    void came(Connection connection) {
        all.add(connection);
        tally.accepted.increment();
        tally.open.set(all.size());
    }

    void left(Connection connection) {
        if (all.remove(connection)) {
            held -= connection.held();
            tally.open.set(all.size());
            if (all.isEmpty()) {
                emptied.run();
            }
        }
    }

    /** Told when a connection holds more than before, or less. */
    void holdsMore(long bytes) {
        held += bytes;
        while (held > limits.bytes()) {
            Connection most =
                    all.stream().max(Comparator.comparingLong(Connection::held)).orElseThrow();
            tally.hogs.increment();
            most.close();
        }
    }

    /** Closes those that are idle or stuck. */
    void sweep() {
        long now = now();
        close(connection -> connection.isStuck(now), tally.stuck);
        close(connection -> connection.isIdle(now), tally.idle);
    }

    private void close(Predicate<Connection> which, LongAdder counter) {
        List<Connection> found = all.stream().filter(which).toList();
        counter.add(found.size());
        found.forEach(Connection::close);
    }

    /** Closes those that nothing is under way for; no other takes a further request. */
    void closeGently() {
        closing = true;
        List.copyOf(all).stream().filter(connection -> !connection.isUnderWay()).forEach(Connection::close);
    }

    void closeAll() {
        List.copyOf(all).forEach(Connection::close);
    }
}
