package dev.baton.cli;

/** What {@code baton} returns to its caller. */
public final class ExitCodes {
    /** Done. */
    public static final int DONE = 0;
    /** The command failed; for {@code run}, an agent ended badly or could not be stopped. */
    public static final int FAILED = 1;
    /** Wrong usage or an invalid config; nothing was started. */
    public static final int INVALID = 2;
    /** Nothing that is Baton answers at that address. */
    public static final int NO_ANSWER = 3;
    /** There is no such agent, or no such node. */
    public static final int UNKNOWN_AGENT = 4;
    /** Not allowed, by Baton or by the operating system. */
    public static final int NOT_ALLOWED = 5;

    private static final int MALFORMED = 400;
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNKNOWN = 404;

    private ExitCodes() {}

    /** What the code of an answer, after those of HTTP, means to the caller of {@code baton}. */
    static int of(int code) {
        return switch (code) {
            case 0 -> DONE;
            case MALFORMED -> INVALID;
            case UNAUTHENTICATED, FORBIDDEN -> NOT_ALLOWED;
            case UNKNOWN -> UNKNOWN_AGENT;
            default -> FAILED;
        };
    }
}
