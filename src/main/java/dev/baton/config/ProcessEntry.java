package dev.baton.config;

import dev.baton.process.Ceilings;
import dev.baton.process.Executable;
import dev.baton.process.Probe;
import dev.baton.process.ProcessSignal;
import dev.baton.process.ProcessSpec;
import dev.baton.process.ResourceLimits;
import dev.baton.process.Stdin;
import dev.baton.process.Surroundings;
import dev.baton.settings.ByteSize;
import dev.baton.settings.Findings;
import dev.baton.settings.InvalidSettings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in a file about an agent's process: the keys of an agent beside those of {@link AgentEntry}. */
record ProcessEntry(
        @Nullable Words command,
        List<String> shell,
        Map<String, String> env,
        Paths envFile,
        boolean inheritEnv,
        @Nullable Path workingDir,
        @Nullable String user,
        @Nullable String umask,
        @Nullable Integer nice,
        ResourceLimits limits,
        Stdin stdin,
        Isolation isolation,
        Executable.Jvm jvm,
        @Nullable List<Integer> successExitCodes,
        String stopSignal,
        @Nullable ProbeEntry readiness,
        @Nullable ProbeEntry liveness,
        @Nullable ByteSize maxMemory,
        @Nullable CpuCeiling maxCpu) {

    static final ProcessEntry DEFAULT = new ProcessEntry(
            null,
            List.of("/bin/sh", "-c"),
            Map.of(),
            Paths.NONE,
            true,
            null,
            null,
            null,
            null,
            ResourceLimits.NONE,
            Stdin.CLOSED,
            Isolation.THREAD,
            Executable.Jvm.DEFAULT,
            null,
            "TERM",
            null,
            null,
            null,
            null);

    private static final String LIVENESS = "liveness";
    private static final Duration READINESS_PERIOD = Duration.ofSeconds(1);
    private static final Duration LIVENESS_PERIOD = Duration.ofSeconds(10);
    private static final Pattern UMASK = Pattern.compile("[0-7]{3,4}");
    private static final int HIGHEST_EXIT_CODE = 255;
    private static final int MOST_NICE = 19;
    private static final int LEAST_NICE = -20;

    ProcessEntry {
        if (shell.isEmpty() || shell.get(0).isBlank()) {
            throw new IllegalArgumentException(
                    "shell is empty but must be the command that runs lines, such as [\"/bin/sh\", \"-c\"]");
        }
        requireVariables(env);
        if (umask != null && !UMASK.matcher(umask).matches()) {
            throw new IllegalArgumentException(
                    "umask is '" + umask + "' but must be permissions in octal, such as 022 or 0027");
        }
        if (nice != null && (nice < LEAST_NICE || nice > MOST_NICE)) {
            throw new IllegalArgumentException("nice is " + nice + " but must be from -20 to 19");
        }
        if (successExitCodes != null) {
            successExitCodes.forEach(ProcessEntry::requireExitCode);
        }
        signal(stopSignal);
        requireCheck("readiness", readiness);
        requireCheck(LIVENESS, liveness);
        if (liveness != null && liveness.log() != null) {
            throw new IllegalArgumentException(
                    "liveness is a log pattern but what was written once says nothing of later:"
                            + " use tcp, http, exec or notify");
        }
    }

    private static void requireVariables(Map<String, String> env) {
        Findings refused = new Findings();
        env.forEach((name, value) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
                refused.error("env", "env has a variable called '" + name + "', but a name can't be empty or hold '='");
            } else if (value.indexOf('\0') >= 0) {
                refused.error("env." + name, name + " has a NUL character in it, which no variable can hold");
            }
        });
        if (!refused.all().isEmpty()) {
            throw new InvalidSettings(refused.all());
        }
    }

    private static void requireExitCode(int code) {
        if (code < 0 || code > HIGHEST_EXIT_CODE) {
            throw new IllegalArgumentException("successExitCodes is " + code + " but must be from 0 to 255");
        }
    }

    private static void requireCheck(String key, @Nullable ProbeEntry probe) {
        if (probe != null && !probe.hasCheck()) {
            throw new IllegalArgumentException(key + " asks nothing: write one of tcp: \"host:port\", http: URL, exec:"
                    + " [command], log: PATTERN, notify: true");
        }
    }

    /** Takes the keys of this record out of {@code entry}; {@code liveness} only if it is a probe. */
    static JsonObject take(JsonObject entry) {
        JsonObject taken = new JsonObject();
        for (String key : RecordMapper.keys(ProcessEntry.class)) {
            if (entry.containsKey(key) && (!key.equals(LIVENESS) || isProbe(entry.getValue(key)))) {
                taken.put(key, key.equals("env") ? present(entry.remove(key)) : entry.remove(key));
            }
        }
        return taken;
    }

    /** A variable without a value is one that a later file took away. */
    private static @Nullable Object present(@Nullable Object env) {
        if (!(env instanceof JsonObject variables)) {
            return env;
        }
        JsonObject present = variables.copy();
        present.getMap().values().removeIf(Objects::isNull);
        return present;
    }

    private static boolean isProbe(@Nullable Object liveness) {
        return liveness instanceof String
                || (liveness instanceof JsonObject map
                        && !map.fieldNames().stream().allMatch("timeout"::equals));
    }

    /** The process of a program. */
    ProcessSpec spec(Words program) {
        return spec(new Executable.Program(program.command(shell)));
    }

    /** The process that executes {@code executable}. */
    ProcessSpec spec(Executable executable) {
        return new ProcessSpec(
                executable,
                new Surroundings(env, envFile.paths(), inheritEnv, workingDir, user, umask, nice, limits, stdin),
                signal(stopSignal),
                probe(readiness, READINESS_PERIOD),
                probe(liveness, LIVENESS_PERIOD),
                new Ceilings(
                        maxMemory,
                        maxCpu == null ? null : maxCpu.percent(),
                        maxCpu == null ? Ceilings.NONE.cpuWindow() : maxCpu.window()));
    }

    private static @Nullable Probe probe(@Nullable ProbeEntry entry, Duration period) {
        return entry == null ? null : entry.probe(period);
    }

    private static ProcessSignal signal(String name) {
        try {
            return ProcessSignal.of(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("stopSignal is '" + name + "' but " + e.getMessage(), e);
        }
    }
}
