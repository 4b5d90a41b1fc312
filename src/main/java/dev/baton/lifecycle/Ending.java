package dev.baton.lifecycle;

import java.util.Objects;

/**
 * How and why a life ended.
 *
 * @param status how
 * @param reason why, for people; empty when there is nothing to add
 */
public record Ending(TerminationStatus status, String reason) {
    /** Well, with nothing to add. */
    public static final Ending SUCCESS = new Ending(TerminationStatus.SUCCESS, "");

    /** Refuses nulls. */
    public Ending {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
    }

    /** The worse one; this one if they are equally bad. */
    public Ending worse(Ending other) {
        return other.status.compareTo(status) > 0 ? other : this;
    }

    /** Failed with {@code thrown}: an Error is CRITICAL, everything else ERROR. */
    public static Ending failure(String phase, Throwable thrown) {
        TerminationStatus status = thrown instanceof Error && !(thrown instanceof AssertionError)
                ? TerminationStatus.CRITICAL
                : TerminationStatus.ERROR;
        return new Ending(status, phase + " threw " + thrown);
    }
}
