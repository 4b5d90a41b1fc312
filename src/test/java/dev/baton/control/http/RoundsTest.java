package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everybody is told everything, a few at a time and evenly, whoever joins, leaves or fails meanwhile. */
class RoundsTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final List<Told> all = new ArrayList<>();
    private long now;
    private long dueAt;
    private long head;
    private int servedInTurn;
    private int editions;
    private Runnable whenServed = () -> {};
    private long requests;
    private final Rounds<Told> rounds = new Rounds<>(new Turns(), () -> now, () -> head, () -> editions++);

    private final class Turns implements Rounds.Turns {
        @Override
        public void after(long nanos, Runnable task) {
            dueAt = now + nanos;
            turns.add(task);
        }

        @Override
        public long requests() {
            return requests;
        }
    }

    private final class Told implements Rounds.Served {
        private long at;
        private boolean isClosed;
        private boolean fails;
        private boolean wasBrokenOff;

        @Override
        public boolean isClosed() {
            return isClosed;
        }

        @Override
        public void tellUpTo(long to) {
            servedInTurn++;
            if (fails) {
                throw new IllegalStateException("a stream that fails");
            }
            // One that has just joined may be further on.
            at = Math.max(at, to);
            whenServed.run();
        }

        @Override
        public void breakOff() {
            wasBrokenOff = true;
            close();
        }

        private void close() {
            isClosed = true;
            rounds.leave();
        }
    }

    private Told join() {
        Told stream = new Told();
        stream.at = head;
        all.add(stream);
        rounds.join(stream);
        return stream;
    }

    private List<Told> join(int count) {
        return Stream.generate(this::join).limit(count).toList();
    }

    private void tell(int rows) {
        head += rows;
        rounds.begin();
    }

    private void turn() {
        now = Math.max(now, dueAt);
        servedInTurn = 0;
        turns.remove().run();
        assertThat(servedInTurn).isLessThanOrEqualTo(Rounds.PER_TURN);
        assertThat(turns).hasSizeLessThanOrEqualTo(1);
    }

    private void finish() {
        while (!turns.isEmpty()) {
            turn();
        }
    }

    private void assertAllTold() {
        assertThat(all).allMatch(stream -> stream.isClosed || stream.at == head);
    }

    @Test
    void tellsEverybodyAndStops() {
        for (int count : new int[] {1, 4, 6, 10, 11, 99, 100, 101, 1_000}) {
            join(count);
            tell(3);
            finish();

            assertAllTold();
        }
    }

    @Test
    void stopsAtOnceWithoutAnybody() {
        tell(1);

        assertThat(turns).isEmpty();
    }

    @Test
    void aRoundOfAThousandIsSpreadOverATenthOfASecond() {
        join(1_000);
        tell(1);
        for (long servedAt = now; !turns.isEmpty(); servedAt = now) {
            turn();
            assertThat(now - servedAt).isLessThanOrEqualTo(Rounds.SHORTEST_PAUSE_NANOS);
        }

        assertThat(now).isBetween(95 * MILLI, 101 * MILLI);
        assertAllTold();
    }

    @Test
    void eachOfAThousandIsServedTenTimesASecondWhileEventsPour() {
        join(1_000);
        Told one = all.get(700);
        int told = 0;
        while (now < 10_000 * MILLI) {
            long before = one.at;
            tell(1);
            turn();
            told += one.at > before ? 1 : 0;
        }
        finish();

        assertThat(told).isBetween(99, 101);
        assertAllTold();
        assertThat(editions).isLessThanOrEqualTo(1_010);
    }

    @Test
    void aFewAreServedAtOnce() {
        join(Rounds.FEW);
        tell(1);
        finish();

        assertThat(now).isZero();
        assertAllTold();
    }

    @Test
    void givesWayToARequestOnce() {
        join(1_000);
        tell(1);
        turn();
        requests++;
        turn();

        assertThat(servedInTurn).isZero();
        assertThat(dueAt - now).isEqualTo(Rounds.SHORTEST_PAUSE_NANOS);
        requests++;
        turn();
        assertThat(servedInTurn).isEqualTo(Rounds.PER_TURN);
    }

    @Test
    void givesWayAfterTheNextTurnToARequestThatCameInThePause() {
        join(1_000);
        tell(1);
        turn();
        requests++;
        turn();
        requests++;
        turn();

        turn();

        assertThat(servedInTurn).isZero();
        turn();
        assertThat(servedInTurn).isEqualTo(Rounds.PER_TURN);
    }

    @Test
    void requestsWithoutEndLeaveStreamsTheirTurns() {
        join(1_000);
        tell(1);
        while (!turns.isEmpty()) {
            requests++;
            turn();
        }

        assertThat(now).isLessThan(500 * MILLI);
        assertAllTold();
    }

    @Test
    void catchesUpAfterADelayButNotWithAllAtOnce() {
        join(1_000);
        tell(1);
        turn();
        now += 50 * MILLI;
        long late = now;
        int caughtUp = 0;
        for (; dueAt <= late; caughtUp++) {
            turn();
        }

        assertThat(caughtUp * Rounds.PER_TURN).isBetween(90, 120);
        finish();
        assertAllTold();
    }

    @Test
    void skipsNobodyWhileOthersComeAndGo() {
        Random random = new Random(7);
        join(300);
        whenServed = () -> {
            if (random.nextInt(20) == 0) {
                all.get(random.nextInt(all.size())).close();
            } else if (random.nextInt(20) == 0) {
                join();
            } else if (random.nextInt(20) == 0) {
                head++;
            }
        };
        for (int i = 0; i < 2_000; i++) {
            tell(1);
            turn();
        }
        whenServed = () -> {};
        finish();

        assertAllTold();
        assertThat(rounds.streams())
                .containsExactlyElementsOf(
                        all.stream().filter(stream -> !stream.isClosed).toList());
    }

    @Test
    void goesOnWhenOneFails() {
        List<Told> streams = join(50);
        streams.get(17).fails = true;
        tell(1);
        finish();

        assertThat(streams.get(17).wasBrokenOff).isTrue();
        assertAllTold();
    }

    @Test
    void endsWhenAllHaveGone() {
        join(200);
        tell(1);
        turn();
        all.forEach(Told::close);
        finish();
        assertThat(rounds.isEmpty()).isTrue();

        join();
        tell(1);
        finish();
        assertAllTold();
    }
}
