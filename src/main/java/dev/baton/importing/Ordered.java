package dev.baton.importing;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** In which order the keys of an agent are best read, and which key of a process each comes from. */
final class Ordered {
    private static final List<String> ORDER = List.of(
            "command",
            "shell",
            "workingDir",
            "env",
            "envFile",
            "dependsOn",
            "readiness",
            "liveness",
            "restart",
            "vital",
            "successExitCodes",
            "stopSignal",
            "stopTimeout",
            "group",
            "replicas",
            "watch",
            "logs");

    private static final Map<String, String> SOURCES = Map.ofEntries(
            Map.entry("command", "command"),
            Map.entry("workingDir", "working_dir"),
            Map.entry("env", "environment"),
            Map.entry("envFile", "env_file"),
            Map.entry("dependsOn", "depends_on"),
            Map.entry("readiness", "readiness_probe"),
            Map.entry("liveness", "liveness_probe"),
            Map.entry("restart", "availability"),
            Map.entry("vital", "availability"),
            Map.entry("successExitCodes", "success_exit_codes"),
            Map.entry("stopSignal", "shutdown"),
            Map.entry("stopTimeout", "shutdown"),
            Map.entry("group", "namespace"),
            Map.entry("replicas", "replicas"),
            Map.entry("watch", "watch"),
            Map.entry("logs", "log_location"));

    private Ordered() {}

    static JsonObject keys(JsonObject agent) {
        JsonObject ordered = new JsonObject();
        ORDER.stream().filter(agent::containsKey).forEach(key -> ordered.put(key, agent.getValue(key)));
        return ordered;
    }

    /** Where the agent's keys come from, by key. */
    static Map<String, Spot> places(Keys process) {
        Map<String, Spot> places = new LinkedHashMap<>();
        SOURCES.forEach((ours, theirs) -> {
            if (process.names().contains(theirs)) {
                places.put(ours, process.spot(theirs));
            }
        });
        return places;
    }
}
