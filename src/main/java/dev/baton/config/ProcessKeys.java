package dev.baton.config;

import dev.baton.settings.Findings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Which keys of an agent go together: those of programs, of Java agents, and of either. */
final class ProcessKeys {
    /** Of Java agents only. */
    private static final Set<String> OF_CLASSES = Set.of("class", "config", "threading", "plugins", "isolation", "jvm");

    /** Of programs only. */
    private static final Set<String> OF_PROGRAMS =
            Set.of("command", "shell", "stdin", "successExitCodes", "stopSignal", "readiness");

    private ProcessKeys() {}

    /** Adds an error for each key of {@code entry} that does not go with the others. */
    static void check(JsonObject entry, ProcessEntry process, Findings here) {
        boolean isProgram = entry.getValue("command") != null;
        boolean isProcess = isProgram || process.isolation() == Isolation.PROCESS;
        for (String key : entry.fieldNames()) {
            if (entry.getValue(key) == null) {
                continue;
            }
            if (isProgram && OF_CLASSES.contains(key)) {
                here.error(
                        key,
                        key.equals("class")
                                ? "it has a class and a command, but an agent is either a Java class or a program:"
                                        + " leave one of them out"
                                : "'" + key + "' is for Java agents, but this one is a program: leave it out");
            } else if (!isProgram && OF_PROGRAMS.contains(key)) {
                here.error(key, "'" + key + "' is for programs, but this agent has no command: leave it out");
            } else if (!isProgram && wantsSignsByNotify(key, process)) {
                here.error(
                        key,
                        "'liveness: notify' is for programs, but this is a Java agent: write how long it may give no sign"
                                + " of life, such as liveness: {timeout: 30s}");
            } else if (!isProcess && isOfProcesses(key, process)) {
                here.error(
                        key,
                        "'" + key + "' is for agents that are processes of their own: write isolation: process, or"
                                + " leave it out");
            }
        }
    }

    private static boolean wantsSignsByNotify(String key, ProcessEntry process) {
        return key.equals("liveness")
                && process.liveness() != null
                && Boolean.TRUE.equals(process.liveness().notifies());
    }

    private static boolean isOfProcesses(String key, ProcessEntry process) {
        if (key.equals("liveness")) {
            return process.liveness() != null;
        }
        return !key.equals("isolation") && RecordMapper.keys(ProcessEntry.class).contains(key);
    }
}
