package dev.baton.runtime.program;

import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.runtime.tree.Launch;
import dev.baton.runtime.tree.ProcessTree.Exit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the end of a process means. */
final class Verdict {
    private static final int CPU_TIME_OVER = 24;
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "HUP"),
            Map.entry(2, "INT"),
            Map.entry(3, "QUIT"),
            Map.entry(4, "ILL"),
            Map.entry(5, "TRAP"),
            Map.entry(6, "ABRT"),
            Map.entry(7, "BUS"),
            Map.entry(8, "FPE"),
            Map.entry(9, "KILL"),
            Map.entry(10, "USR1"),
            Map.entry(11, "SEGV"),
            Map.entry(12, "USR2"),
            Map.entry(13, "PIPE"),
            Map.entry(14, "ALRM"),
            Map.entry(15, "TERM"),
            Map.entry(CPU_TIME_OVER, "XCPU"),
            Map.entry(25, "XFSZ"),
            Map.entry(31, "SYS"));
    private static final Map<Integer, String> WORDS_OF_SHELLS =
            Map.of(126, "a program that can't be executed", 127, "a program that is not there");

    private Verdict() {}

    /** Of a process that was asked to stop. */
    static Ending afterStop(boolean killed) {
        return killed
                ? new Ending(TerminationStatus.WARNING, "it did not stop when asked and was killed")
                : Ending.SUCCESS;
    }

    /**
     * Of a process that ended by itself.
     *
     * @param success the exit codes that are no failure
     * @param lastLine of its standard error output
     */
    static Ending of(Exit exit, List<Integer> success, Launch launch, String lastLine) {
        if (success.contains(exit.code())) {
            return Ending.SUCCESS;
        }
        String notBegun = launch.notBegun(exit.code(), lastLine);
        return new Ending(
                TerminationStatus.ERROR,
                notBegun == null ? reason(exit, lastLine) : "it can't be started: " + notBegun);
    }

    private static String reason(Exit exit, String lastLine) {
        if (!exit.isKnown()) {
            return "it ended; how can't be known, for an earlier Baton began it";
        }
        if (exit.isBySignal()) {
            return "it was ended by signal " + exit.signal()
                    + (SIGNALS.containsKey(exit.signal()) ? " (" + SIGNALS.get(exit.signal()) + ")" : "")
                    + (exit.signal() == CPU_TIME_OVER ? ": its limit of CPU time is used up" : "");
        }
        @Nullable String word = WORDS_OF_SHELLS.get(exit.code());
        return "it exited with code " + exit.code()
                + (word == null ? "" : ", a shell's for " + word + (lastLine.isEmpty() ? "" : ": " + lastLine));
    }

    /** For the data of an event; nothing of how it ended if that can't be known. */
    static Map<String, Object> facts(long pid, Exit exit) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("pid", pid);
        if (exit.isKnown()) {
            facts.put("exit_code", exit.code());
        }
        if (exit.isBySignal()) {
            facts.put("signal", SIGNALS.getOrDefault(exit.signal(), Integer.toString(exit.signal())));
        }
        return facts;
    }
}
