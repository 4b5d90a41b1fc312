package dev.baton.cli;

/** What {@code baton} returns to its caller. */
public final class ExitCodes {
    /** Done. */
    public static final int DONE = 0;
    /** The command failed; for {@code run}, an agent ended badly or could not be stopped. */
    public static final int FAILED = 1;
    /** Wrong usage or an invalid config; nothing was started. */
    public static final int INVALID = 2;

    private ExitCodes() {}
}
