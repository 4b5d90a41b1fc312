package dev.baton.config;

import dev.baton.agent.Condition;
import dev.baton.settings.ShortForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an agent waits for: a list of names, each to be ready, or a map from name to condition. */
final class Dependencies {
    static final Dependencies NONE = new Dependencies(Map.of());

    private final Map<String, Condition> conditions;

    private Dependencies(Map<String, Condition> conditions) {
        this.conditions = conditions;
    }

    @ShortForm
    static Dependencies ready(List<String> names) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        for (String name : names) {
            if (conditions.put(name, Condition.READY) != null) {
                throw new IllegalArgumentException("names '" + name + "' twice: once is enough");
            }
        }
        return new Dependencies(conditions);
    }

    @ShortForm
    static Dependencies until(Map<String, Condition> conditions) {
        return new Dependencies(conditions);
    }

    /** By name, in the order given. */
    Map<String, Condition> conditions() {
        return conditions;
    }
}
