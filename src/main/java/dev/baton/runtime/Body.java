package dev.baton.runtime;

/**
 * One start of one agent, in whatever form it runs. Made by {@link AgentRuntime}; told by one thread, the
 * orchestrator's; answers by {@linkplain Signal signals}, of which {@link Signal.Ended} is the last and always comes
 * unless the agent can't be stopped.
 */
public interface Body {

    /** The agent's name. */
    String name();

    /** Which start of the agent this is. */
    long incarnation();

    /** Begins. Called once. */
    void start();

    /** Asks to stop: the agent's {@code onStop()}, then the stop signal. Returns at once; more calls change nothing. */
    void stop();

    /** Presses on after {@link #stop()}: gives the stop signal if it isn't given yet, and interrupts the thread. */
    void interrupt();

    /**
     * Ends it by force, if it does not stop otherwise. Returns whether that is possible: a process can be killed, a thread
     * can't.
     */
    boolean kill();

    /** The process it is, -1 while there is none or it is Baton's own. */
    long pid();

    /**
     * Lets no further cycle begin; {@link Signal.Paused} follows when none runs any more. Returns whether the agent can be
     * paused: only those that work in cycles can.
     */
    boolean pause();

    /** Lets cycles begin again. Those that were due in the meantime are not made up for. */
    void resume();

    /** What the agent has done so far; from any thread. */
    Activity activity();

    /**
     * The CPU time the agent has had since this was first asked, in nanoseconds, -1 if that can't be told. Only while the
     * runtime {@linkplain AgentRuntime#measureCpu measures} it.
     */
    long cpuNanos();

    /**
     * What an agent has done so far.
     *
     * @param cycles executions that are over
     * @param lastCycleNanos how long the last one took, 0 before the first
     * @param workNanos how long all of them took together
     * @param failures how many of them failed
     * @param droppedEvents events it emitted that were dropped
     * @param lastSign when it last gave a sign of life while it works, on the clock for durations; {@link #IDLE} when it
     *     does not work at the moment, or nobody wants to know
     * @param kind {@code once}, {@code looping}, {@code periodic}, {@code scheduled}, {@code event}, {@code pool} or {@code program};
     *     {@code once} before that is known
     * @param trouble what keeps it from doing its work by its own word, empty if nothing does
     */
    record Activity(
            long cycles,
            long lastCycleNanos,
            long workNanos,
            long failures,
            long droppedEvents,
            long lastSign,
            String kind,
            String trouble) {
        /** No sign is expected. */
        public static final long IDLE = Long.MIN_VALUE;

        /** The same, but kept from its work by {@code what}. */
        public Activity withTrouble(String what) {
            return new Activity(cycles, lastCycleNanos, workNanos, failures, droppedEvents, lastSign, kind, what);
        }

        /** With what is known of its being alive. */
        public Activity withSign(long sign, String what) {
            return new Activity(cycles, lastCycleNanos, workNanos, failures, droppedEvents, sign, kind, what);
        }

        /** For how many nanoseconds it has given no sign of life although it works. */
        public long silence(long now) {
            return lastSign == IDLE ? 0 : now - lastSign;
        }
    }
}
