package dev.baton.cli;

/** That there was no answer to a command: what was wrong, what to do now, and the exit code for it. Has no stack trace. */
final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private NoAnswer(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** Nobody, or somebody who isn't Baton, is at that address. */
    static NoAnswer nobody(String message) {
        return new NoAnswer(ExitCodes.NO_ANSWER, message);
    }

    /** Whoever is there must not be talked to, or not by this user. */
    static NoAnswer notAllowed(String message) {
        return new NoAnswer(ExitCodes.NOT_ALLOWED, message);
    }

    /** It was asked and then nothing came; nobody can tell whether it was done. */
    static NoAnswer brokenOff(String message) {
        return new NoAnswer(ExitCodes.FAILED, message);
    }

    /** What was given on the command line can't be used. */
    static NoAnswer wrongUsage(String message) {
        return new NoAnswer(ExitCodes.INVALID, message);
    }

    int exitCode() {
        return exitCode;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
