package dev.baton.cluster;

/** A cluster could not be joined, and nothing of the attempt is left. The message says why and what to do. */
public final class JoinRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    JoinRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    JoinRefused(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Whose fault it is. */
    public Reason reason() {
        return reason;
    }

    /** Kinds of reasons, which tell whether trying again is of use. */
    public enum Reason {
        /** The settings don't fit the cluster: trying again without a change is useless. */
        UNFIT,
        /** Nobody is there to be joined, or nobody lets anyone in: trying again later may help. */
        NOBODY,
        /** This machine wouldn't let it, as with a port that is in use. */
        FAILED
    }
}
