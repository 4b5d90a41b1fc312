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

    /** What the agent has done so far; from any thread. */
    Activity activity();

    /**
     * What an agent has done so far.
     *
     * @param cycles executions that are over
     * @param lastCycleNanos how long the last one took, 0 before the first
     * @param droppedEvents events it emitted that were dropped
     */
    record Activity(long cycles, long lastCycleNanos, long droppedEvents) {}
}
