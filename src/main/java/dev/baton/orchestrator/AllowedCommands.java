package dev.baton.orchestrator;

import dev.baton.settings.RecordMapper;
import dev.baton.settings.ShortForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commands that operators may give: those of a preset, or a list of names. Immutable. */
public final class AllowedCommands {

    /** Every command there is. */
    public static final Set<String> NAMES = ordered(List.of(
            "ps",
            "start",
            "stop",
            "restart",
            "pause",
            "resume",
            "status",
            "dependencies",
            "history",
            "history-stats",
            "stats",
            "logs",
            "commands",
            "reload",
            "shutdown"));

    private static final Set<String> READING =
            ordered(List.of("ps", "status", "dependencies", "stats", "history", "history-stats", "logs", "commands"));
    private static final Set<String> MONITORING =
            ordered(List.of("ps", "status", "stats", "history", "history-stats", "commands"));
    private static final Map<String, Set<String>> PRESETS = presets();

    private final Set<String> names;

    private AllowedCommands(Collection<String> names) {
        this.names = ordered(names);
    }

    /** All commands. */
    public static AllowedCommands all() {
        return new AllowedCommands(NAMES);
    }

    /** Those of a preset: production, development, read_only or monitoring. */
    @ShortForm
    public static AllowedCommands preset(String preset) {
        Set<String> commands = PRESETS.get(preset);
        if (commands == null) {
            String advice = RecordMapper.nearest(preset, PRESETS.keySet())
                    .map(nearest -> ": did you mean " + nearest + "?")
                    .orElse(NAMES.contains(preset) ? ": for single commands write a list, [" + preset + "]" : "");
            throw new IllegalArgumentException(
                    "must be one of the presets " + String.join(", ", PRESETS.keySet()) + ", or a list" + advice);
        }
        return new AllowedCommands(commands);
    }

    /** Those named, and no others. */
    @ShortForm
    public static AllowedCommands only(List<String> commands) {
        for (String command : commands) {
            if (!NAMES.contains(command)) {
                String advice = RecordMapper.nearest(command, NAMES)
                        .map(nearest -> ": did you mean " + nearest + "?")
                        .orElse(": there are " + String.join(", ", NAMES));
                throw new IllegalArgumentException("names the command '" + command + "', which there is not" + advice);
            }
        }
        return new AllowedCommands(commands);
    }

    /** Whether {@code command} may be given. */
    public boolean allows(String command) {
        return names.contains(command);
    }

    /** In the order they were named. */
    public Set<String> names() {
        return names;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AllowedCommands allowed && allowed.names.equals(names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }

    private static Set<String> ordered(Collection<String> names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(new ArrayList<>(names)));
    }

    private static Map<String, Set<String>> presets() {
        Map<String, Set<String>> presets = new LinkedHashMap<>();
        presets.put("production", READING);
        presets.put("development", NAMES);
        presets.put("read_only", READING);
        presets.put("monitoring", MONITORING);
        return Collections.unmodifiableMap(presets);
    }
}
