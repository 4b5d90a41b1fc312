package dev.baton.launcher;

import dev.baton.cli.BatonCommand;
import dev.baton.cli.ExitCodes;
import dev.baton.cli.Surroundings;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** The entry of {@code baton.jar}. */
public final class Main {
    private static final int OUTPUT_BUFFER = 16 * 1024;

    private Main() {}

    /** Carries out the command line and ends the process with its exit code. */
    public static void main(String... arguments) {
        System.exit(exitCode(arguments));
    }

    private static int exitCode(String... arguments) {
        try {
            LazyForeground.begin();
            LazyForeground foreground =
                    new LazyForeground(System.out, System.err, HeadStart.of(arguments), System.getenv());
            return new BatonCommand(foreground, surroundings()).execute(arguments);
        } catch (Throwable failed) {
            // Vert.x has threads that would keep a process alive in which nobody does anything any more.
            failed.printStackTrace();
            return ExitCodes.FAILED;
        }
    }

    static Surroundings surroundings() {
        BufferedOutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), OUTPUT_BUFFER);
        PrintStream answers = new PrintStream(out, false, StandardCharsets.UTF_8);
        return new Surroundings(System.getenv(), answers, System.err, TerminalSize.find(), InstantSource.system());
    }
}
