package dev.baton.process;

import org.jspecify.annotations.Nullable;

/**
 * The process that an agent is.
 *
 * @param executable what it executes
 * @param surroundings what it finds around it
 * @param stopSignal the signal that asks it to stop, without {@code SIG}
 * @param readiness how it is found out that it is ready; null: a program after it has been alive for a second, a Java agent
 *     when it says so
 * @param liveness how it is found out that it still works, null if nobody asks
 * @param ceilings what its whole tree may use
 */
public record ProcessSpec(
        Executable executable,
        Surroundings surroundings,
        ProcessSignal stopSignal,
        @Nullable Probe readiness,
        @Nullable Probe liveness,
        Ceilings ceilings) {

    /** In Baton's own surroundings, stopped by TERM, without probes and limits. */
    public static ProcessSpec of(Executable executable) {
        return new ProcessSpec(executable, Surroundings.DEFAULT, ProcessSignal.TERM, null, null, Ceilings.NONE);
    }
}
