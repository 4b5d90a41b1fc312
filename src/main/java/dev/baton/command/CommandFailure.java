package dev.baton.command;

/**
 * A command that could not be carried out: a code, after those of HTTP, and a sentence that says what was wrong and what to do.
 * The closed family of what goes wrong, on every transport. Has no stack trace.
 */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    private CommandFailure(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** 400: the question itself is wrong; asking again the same way is no use. */
    public static CommandFailure malformed(String message) {
        return new CommandFailure(400, message);
    }

    /** 401: nobody knows who asks. */
    public static CommandFailure unauthenticated(String message) {
        return new CommandFailure(401, message);
    }

    /** 403: the caller may not ask for this. */
    public static CommandFailure notAllowed(String message) {
        return new CommandFailure(403, message);
    }

    /** 404: there is no such agent. Nothing was done. */
    public static CommandFailure unknownAgent(String message) {
        return new CommandFailure(404, message);
    }

    /** 409: the agent is not in a state for this. Nothing was done. */
    public static CommandFailure wrongState(String message) {
        return new CommandFailure(409, message);
    }

    /** 413: the question is too large. */
    public static CommandFailure tooLarge(String message) {
        return new CommandFailure(413, message);
    }

    /** 500: Baton itself failed; the log has more. */
    public static CommandFailure internal(String message) {
        return new CommandFailure(500, message);
    }

    /** 503: not now; asking again later may help. */
    public static CommandFailure unavailable(String message) {
        return new CommandFailure(503, message);
    }

    /** 504: the node that would have to do it doesn't answer; what came of it there is not known. */
    public static CommandFailure unreachable(String message) {
        return new CommandFailure(504, message);
    }

    /** From another process that told {@code code} and {@code message}. */
    public static CommandFailure told(int code, String message) {
        return new CommandFailure(code, message);
    }

    /** 400 and up, after the codes of HTTP. */
    public int code() {
        return code;
    }

    /** The sentence; never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
