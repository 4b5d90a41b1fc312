package dev.baton.agent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** The keys of an agent in a config file, and where their values are in its specification. */
final class SpecKeys {
    private static final Map<String, Function<AgentSpec, ?>> VALUES = values();

    private SpecKeys() {}

    static Set<String> differing(AgentSpec one, AgentSpec other) {
        Set<String> differing = new LinkedHashSet<>();
        VALUES.forEach((key, value) -> {
            if (!Objects.equals(value.apply(one), value.apply(other))) {
                differing.add(key);
            }
        });
        return Collections.unmodifiableSet(differing);
    }

    private static Map<String, Function<AgentSpec, ?>> values() {
        Map<String, Function<AgentSpec, ?>> values = new LinkedHashMap<>();
        values.put("class", AgentSpec::className);
        values.put("config", AgentSpec::config);
        values.put("dependsOn", AgentSpec::dependsOn);
        values.put("threading", AgentSpec::threading);
        values.put("restart", spec -> spec.supervision().restart());
        values.put("onDependencyFailure", spec -> spec.supervision().onDependencyFailure());
        values.put("group", spec -> spec.supervision().group());
        values.put("vital", spec -> spec.supervision().vital());
        values.put("liveness", spec -> spec.supervision().liveness());
        values.put("startTimeout", spec -> spec.supervision().startTimeout());
        values.put("stopTimeout", spec -> spec.supervision().stopTimeout());
        values.put("process", AgentSpec::process);
        values.put("plugins", SpecKeys::plugins);
        return Collections.unmodifiableMap(values);
    }

    private static List<List<Object>> plugins(AgentSpec spec) {
        return spec.plugins().stream()
                .map(plugin -> List.<Object>of(plugin.name(), plugin.config()))
                .toList();
    }
}
