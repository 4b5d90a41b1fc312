package dev.baton.launcher;

import dev.baton.cli.BatonCommand;

/** The entry of {@code baton.jar}. */
public final class Main {
    private Main() {}

    /** Carries out the command line and ends the process with its exit code. */
    public static void main(String... arguments) {
        System.exit(new BatonCommand(new ForegroundRun(System.out, System.err)).execute(arguments));
    }
}
