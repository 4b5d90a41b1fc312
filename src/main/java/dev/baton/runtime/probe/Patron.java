package dev.baton.runtime.probe;

/** Whoever has to know how a process is: its agent's body. Told on the event loop. */
public interface Patron {

    /** It is ready. Told once. */
    void ready();

    /** It does not answer any more, with why. Told at most once, after {@link #ready()}. */
    void unresponsive(String reason);

    /** Its tree used more than it may. Told at most once. */
    void usedTooMuch(Excess excess);
}
