package dev.baton.agent;

import dev.baton.process.Executable;
import dev.baton.process.ProcessSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of an agent in a config file, and where their values are in its specification. */
final class SpecKeys {
    private static final ProcessSpec NO_PROCESS = ProcessSpec.of(Executable.Jvm.DEFAULT);
    private static final List<SpecKey> KEYS = keys();

    private SpecKeys() {}

    /**
     * Where the value of a key is.
     *
     * @param readAtStart whether an agent that runs would not notice that it is another
     */
    private record SpecKey(String key, Function<AgentSpec, ?> value, boolean readAtStart) {
        boolean differs(AgentSpec one, AgentSpec other) {
            return !Objects.equals(value.apply(one), value.apply(other));
        }
    }

    static Set<String> differing(AgentSpec one, AgentSpec other) {
        Set<String> differing = new LinkedHashSet<>();
        KEYS.stream().filter(key -> key.differs(one, other)).forEach(key -> differing.add(key.key()));
        return Collections.unmodifiableSet(differing);
    }

    static boolean needStart(AgentSpec one, AgentSpec other) {
        return KEYS.stream().anyMatch(key -> key.readAtStart() && key.differs(one, other));
    }

    private static List<SpecKey> keys() {
        List<SpecKey> keys = new ArrayList<>();
        keys.add(readAtStart("class", spec -> spec.isProgram() ? "" : spec.className()));
        keys.add(readAtStart("config", AgentSpec::config));
        keys.add(changedLive("dependsOn", AgentSpec::dependsOn));
        keys.add(readAtStart("threading", AgentSpec::threading));
        keys.add(changedLive("restart", spec -> spec.supervision().restart()));
        keys.add(changedLive("onDependencyFailure", spec -> spec.supervision().onDependencyFailure()));
        keys.add(changedLive("group", spec -> spec.supervision().group()));
        keys.add(changedLive("vital", spec -> spec.supervision().vital()));
        keys.add(changedLive("liveness", spec -> spec.supervision().liveness()));
        keys.add(changedLive("startTimeout", spec -> spec.supervision().startTimeout()));
        keys.add(changedLive("stopTimeout", spec -> spec.supervision().stopTimeout()));
        keys.add(readAtStart("plugins", SpecKeys::plugins));
        addThoseOfProcesses(keys);
        return List.copyOf(keys);
    }

    private static void addThoseOfProcesses(List<SpecKey> keys) {
        keys.add(readAtStart(
                "command", spec -> spec.isProgram() ? ofProcess(spec).executable() : ""));
        keys.add(readAtStart("env", spec -> ofProcess(spec).surroundings().env()));
        keys.add(readAtStart("envFile", spec -> ofProcess(spec).surroundings().envFiles()));
        keys.add(
                readAtStart("inheritEnv", spec -> ofProcess(spec).surroundings().inheritEnv()));
        keys.add(
                readAtStart("workingDir", spec -> ofProcess(spec).surroundings().workingDir()));
        keys.add(readAtStart("user", spec -> ofProcess(spec).surroundings().user()));
        keys.add(readAtStart("umask", spec -> ofProcess(spec).surroundings().umask()));
        keys.add(readAtStart("nice", spec -> ofProcess(spec).surroundings().nice()));
        keys.add(readAtStart("limits", spec -> ofProcess(spec).surroundings().limits()));
        keys.add(readAtStart("stdin", spec -> ofProcess(spec).surroundings().stdin()));
        keys.add(readAtStart("isolation", spec -> spec.process() != null && !spec.isProgram()));
        keys.add(readAtStart(
                "jvm", spec -> spec.isProgram() ? "" : ofProcess(spec).executable()));
        keys.add(readAtStart("stopSignal", spec -> ofProcess(spec).stopSignal()));
        // Of no interest any more to one that runs.
        keys.add(changedLive("readiness", spec -> ofProcess(spec).readiness()));
        keys.add(readAtStart("liveness", spec -> ofProcess(spec).liveness()));
        keys.add(readAtStart("maxMemory", spec -> ofProcess(spec).ceilings().maxMemory()));
        keys.add(readAtStart("maxCpu", SpecKeys::maxCpu));
    }

    private static SpecKey readAtStart(String key, Function<AgentSpec, ?> value) {
        return new SpecKey(key, value, true);
    }

    private static SpecKey changedLive(String key, Function<AgentSpec, ?> value) {
        return new SpecKey(key, value, false);
    }

    private static ProcessSpec ofProcess(AgentSpec spec) {
        ProcessSpec process = spec.process();
        return process == null ? NO_PROCESS : process;
    }

    private static List<@Nullable Object> maxCpu(AgentSpec spec) {
        return Arrays.asList(
                ofProcess(spec).ceilings().maxCpu(), ofProcess(spec).ceilings().cpuWindow());
    }

    private static List<List<Object>> plugins(AgentSpec spec) {
        return spec.plugins().stream()
                .map(plugin -> List.<Object>of(plugin.name(), plugin.config()))
                .toList();
    }
}
