package dev.baton.runtime;

import dev.baton.agent.Cadence;
import dev.baton.lifecycle.Ending;
import io.vertx.core.eventbus.Message;
import org.jspecify.annotations.Nullable;

/**
 * Calls an agent's {@code execute()} when its cadence says so. Works on the context of the agent's life.
 */
abstract class Pacer {
    private final AgentLife life;
    private long left;

    /** Paces {@code life} for {@code limit} executions, {@link Cadence#NO_LIMIT} for ever. */
    Pacer(AgentLife life, long limit) {
        this.life = life;
        this.left = limit;
    }

    /** The one that keeps {@code cadence}. */
    static Pacer of(Cadence cadence, AgentLife life) {
        if (cadence instanceof Cadence.Fixed fixed) {
            return new TimedPacer.AtIntervals(life, fixed);
        }
        if (cadence instanceof Cadence.Scheduled scheduled) {
            return new TimedPacer.OnSchedule(life, scheduled);
        }
        if (cadence instanceof Cadence.PerMessage perMessage) {
            return new MessagePacer(life, perMessage);
        }
        if (cadence instanceof Cadence.Group group) {
            return new GroupPacer(life, group);
        }
        return new Continuous(life, cadence);
    }

    final AgentLife life() {
        return life;
    }

    /** Gets ready to be asked for executions; before the agent is. */
    void prepare() {}

    /** Begins; the first execution may happen before this returns. */
    abstract void start();

    /** Arranges for the next execution. */
    abstract void next();

    /** Whether it can be held up between two executions. */
    boolean canPause() {
        return true;
    }

    /** An execution was due while the agent paused; it goes on now. What was missed is not made up for. */
    void resume(@Nullable Message<Object> held) {
        next();
    }

    /** Arranges for no further execution. */
    void cancel() {}

    /** The stop signal is given and the agent isn't executing. */
    void stop() {
        life.close(Ending.SUCCESS);
    }

    /** The stop signal has just been given; from any thread. */
    void stopAsked() {}

    /** The stop takes too long; from any thread. */
    void press() {}

    /** One execution went well. */
    final void executed() {
        if (left != Cadence.NO_LIMIT) {
            left--;
            if (left == 0) {
                life.close(Ending.SUCCESS);
                return;
            }
        }
        next();
    }

    /** Without a pause; other work of the context gets its turn between two executions. */
    private static final class Continuous extends Pacer {
        private final boolean isCyclic;

        Continuous(AgentLife life, Cadence cadence) {
            super(life, cadence.limit());
            isCyclic = !(cadence instanceof Cadence.Once);
        }

        @Override
        boolean canPause() {
            return isCyclic;
        }

        @Override
        void start() {
            life().execute(null);
        }

        private void cycle() {
            life().execute(null);
        }

        @Override
        void next() {
            life().stage().post(this::cycle);
        }
    }
}
