package dev.baton.config;

import dev.baton.agent.AgentSpec;
import dev.baton.orchestrator.GroupSettings;
import dev.baton.settings.Findings;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes settings of the section {@code groups}. */
final class Groups {
    private Groups() {}

    /**
     * Those that could be made, in the order of the section.
     *
     * @param used the groups that agents name
     */
    static Map<String, GroupSettings> of(
            JsonObject section, Set<String> used, Alternatives alternatives, Findings findings) {
        Map<String, GroupSettings> groups = new LinkedHashMap<>();
        for (String name : section.fieldNames()) {
            String path = Places.join(Sections.GROUPS, name);
            Findings here = findings.at(path);
            @Nullable Object entry = section.getValue(name);
            if (!AgentSpec.isName(name)) {
                here.error(
                        "",
                        "'" + name + "' is no name of a group: use letters, digits, '.', '_' and '-',"
                                + " starting with a letter or digit, at most 128 characters");
            } else if (entry != null && !(entry instanceof JsonObject)) {
                here.error("", "'" + name + "' must be a map, such as {strategy: one_for_all}");
            } else {
                JsonObject settings = entry instanceof JsonObject object ? object : new JsonObject();
                groups.put(
                        name,
                        WhatCanBeMapped.of(
                                settings, path, alternatives, GroupSettings.class, findings, GroupSettings.DEFAULT));
                warnIfUnused(name, used, here);
            }
        }
        return Collections.unmodifiableMap(groups);
    }

    private static void warnIfUnused(String name, Set<String> used, Findings here) {
        if (!used.contains(name)) {
            here.warning(
                    "",
                    "the group '" + name + "' has no members: write group: " + name + " in its agents, or remove it");
        }
    }
}
