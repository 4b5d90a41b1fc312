package dev.baton.process;

import dev.baton.settings.ShortForm;
import java.util.Locale;

/** Signals that a process can be sent; numbers are those of Linux on x86 and ARM (signal(7)). */
public enum ProcessSignal {
    /** Hang up. */
    HUP(1),
    /** What Ctrl-C sends. */
    INT(2),
    /** What Ctrl-\ sends; the JVM prints its threads. */
    QUIT(3),
    /** By force; can't be ignored. */
    KILL(9),
    /** For the program to define. */
    USR1(10),
    /** For the program to define. */
    USR2(12),
    /** The usual request to end. */
    TERM(15),
    /** Go on after {@link #STOP}. */
    CONT(18),
    /** Stand still; can't be ignored. */
    STOP(19),
    /** The size of the window has changed; some servers end gracefully by it. */
    WINCH(28);

    private final int number;

    ProcessSignal(int number) {
        this.number = number;
    }

    /** As the kernel counts. */
    public int number() {
        return number;
    }

    /** The signal called {@code name}, in any case, with or without {@code SIG}, as a request to end. */
    @ShortForm
    public static ProcessSignal of(String name) {
        String bare = name.toUpperCase(Locale.ROOT);
        bare = bare.startsWith("SIG") ? bare.substring("SIG".length()) : bare;
        for (ProcessSignal signal : values()) {
            if (signal.name().equals(bare) && signal != CONT && signal != STOP) {
                return signal;
            }
        }
        throw new IllegalArgumentException("must be HUP, INT, QUIT, KILL, USR1, USR2, TERM or WINCH");
    }
}
