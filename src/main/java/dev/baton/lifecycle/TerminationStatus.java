package dev.baton.lifecycle;

/** How a life ended, from well to badly. */
public enum TerminationStatus {
    /** Did what it was there for, or stopped when asked. */
    SUCCESS,
    /** Did its work, but something on the way out failed: a plugin, {@code onClose()}, or it had to be interrupted. */
    WARNING,
    /** Threw an exception, was refused by validation, or did not start in time. */
    ERROR,
    /** Met an error of the machine (out of memory, broken class) or could not be stopped. */
    CRITICAL,
    /** Never started, because a dependency failed or Baton was stopped before its turn. */
    SKIPPED;

    /** Whether a run of all agents may be called successful although one ended so. */
    public boolean isSuccess() {
        return this == SUCCESS || this == WARNING;
    }

    /** The worse one of this and {@code other}. */
    public TerminationStatus worse(TerminationStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
