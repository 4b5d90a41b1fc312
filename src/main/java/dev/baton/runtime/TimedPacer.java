package dev.baton.runtime;

import dev.baton.agent.Cadence;
import dev.baton.lifecycle.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Executes at points in time, which the timing wheel tells; holds no thread in between. */
abstract class TimedPacer extends Pacer {
    private final TimingWheel wheel;
    private final Wake wake = new Wake();

    TimedPacer(AgentLife life, long limit) {
        super(life, limit);
        this.wheel = life.stage().services().wheel();
    }

    final TimingWheel wheel() {
        return wheel;
    }

    /** Calls {@link #due()} on the agent's context at {@code time} on the wheel's clock. */
    final void wakeAt(long time) {
        wheel.set(wake, time);
    }

    /** The time has come. */
    void due() {
        life().execute(null);
    }

    @Override
    void cancel() {
        wheel.cancel(wake);
    }

    /** Hops from the wheel to the agent's context. */
    private final class Wake extends TimingWheel.Timeout {
        private final Runnable step = TimedPacer.this::due;

        @Override
        protected void fire() {
            life().stage().post(step);
        }
    }

    /** At once, then at intervals. */
    static final class AtIntervals extends TimedPacer {
        private final long interval;
        private final boolean compensated;
        private long due;

        AtIntervals(AgentLife life, Cadence.Fixed cadence) {
            super(life, cadence.limit());
            this.interval = cadence.interval().toNanos();
            this.compensated = cadence.compensated();
        }

        @Override
        String kind() {
            return "periodic";
        }

        @Override
        void start() {
            due = wheel().now();
            due();
        }

        @Override
        void next() {
            long now = wheel().now();
            if (compensated) {
                long missed = Math.max(0, (now - due) / interval);
                due += (missed + 1) * interval;
            } else {
                due = now + interval;
            }
            wakeAt(due);
        }
    }

    /** At the times of a schedule, by the wall clock, which is looked at now and then because it may be set. */
    static final class OnSchedule extends TimedPacer {
        private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

        private final Cadence.Schedule schedule;
        private Instant due = Instant.MIN;

        OnSchedule(AgentLife life, Cadence.Scheduled cadence) {
            super(life, cadence.limit());
            this.schedule = cadence.schedule();
        }

        @Override
        String kind() {
            return "scheduled";
        }

        @Override
        void start() {
            next();
        }

        @Override
        void next() {
            Instant now = now();
            Optional<Instant> following = schedule.next(now.isAfter(due) ? now : due);
            if (following.isEmpty()) {
                life().close(Ending.SUCCESS);
                return;
            }
            due = following.get();
            sleep(now);
        }

        @Override
        void due() {
            Instant now = now();
            if (now.isBefore(due)) {
                sleep(now);
            } else {
                life().execute(null);
            }
        }

        private void sleep(Instant now) {
            Duration wait = Duration.between(now, due);
            Duration nap = wait.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : wait;
            wakeAt(wheel().now() + nap.toNanos());
        }

        private Instant now() {
            return life().stage().services().clock().instant();
        }
    }
}
