package dev.baton.control.socket;

import dev.baton.command.Answer;
import dev.baton.command.Follower;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * What one client is to be told of what it follows. Filled on the thread that tells, emptied on the socket's; keeps a bounded
 * number of rows and counts those that it had no room for, and those that got lost before they came here.
 *
 * @param <P> the present
 * @param <N> one row that came later
 */
final class FollowStream<P extends Answer, N> implements Follower<P, N> {
    private static final int MOST_IN_A_LINE = 100;

    private final Lines<P, N> lines;
    private final SpscArrayQueue<Row<N>> rows;
    private final Runnable signal;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean signalled = new AtomicBoolean();
    private volatile @Nullable P present;
    private boolean begun;
    private long toldDropped;
    private @Nullable Row<N> ahead;

    /** How the present and what follows are written. */
    interface Lines<P, N> {
        byte[] present(P present);

        byte[] later(List<N> rows, long missed);
    }

    /** One that came later, and for how many there had been no room by then. */
    private record Row<N>(N row, long droppedBefore) {}

    /** @param signal is run, on any thread, when there is something to take that wasn't told yet */
    FollowStream(Lines<P, N> lines, int capacity, Runnable signal) {
        this.lines = lines;
        this.rows = new SpscArrayQueue<>(capacity);
        this.signal = signal;
    }

    @Override
    public void present(P now) {
        present = now;
        tell();
    }

    @Override
    public void next(N row) {
        if (!rows.offer(new Row<>(row, dropped.get()))) {
            dropped.incrementAndGet();
        }
        tell();
    }

    /** Of those nobody has counted there is at least one. */
    @Override
    public void missed(String node, long count) {
        dropped.addAndGet(Math.max(1, count));
        tell();
    }

    private void tell() {
        if (signalled.compareAndSet(false, true)) {
            signal.run();
        }
    }

    /** The next line for the client, null when there is none. */
    byte @Nullable [] take() {
        signalled.set(false);
        P now = present;
        if (now == null) {
            return null;
        }
        if (!begun) {
            begun = true;
            return lines.present(now);
        }
        return later();
    }

    /** What was dropped is read first: with nothing left after that, all that came before the drops has been told. */
    private byte @Nullable [] later() {
        long droppedByNow = dropped.get();
        Row<N> first = ahead == null ? rows.poll() : ahead;
        ahead = null;
        if (first == null) {
            long missed = missedUpTo(droppedByNow);
            return missed == 0 ? null : lines.later(List.of(), missed);
        }
        long missed = missedUpTo(first.droppedBefore());
        List<N> batch = new ArrayList<>();
        batch.add(first.row());
        while (batch.size() < MOST_IN_A_LINE) {
            Row<N> next = rows.poll();
            if (next == null) {
                break;
            }
            if (next.droppedBefore() > toldDropped) {
                ahead = next;
                break;
            }
            batch.add(next.row());
        }
        return lines.later(batch, missed);
    }

    private long missedUpTo(long droppedThen) {
        long missed = droppedThen - toldDropped;
        toldDropped = droppedThen;
        return missed;
    }
}
