package dev.baton.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Lays one object over another as Kubernetes does: maps key by key, some lists by the keys of what is in them, others whole. */
final class StrategicMerge {
    /** By which keys elements of these lists are the same. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "containers", List.of("name"),
            "env", List.of("name"),
            "volumes", List.of("name"),
            "volumeMounts", List.of("mountPath"),
            "ports", List.of("containerPort"),
            "topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable"));

    private StrategicMerge() {}

    static void into(ObjectNode base, ObjectNode change) {
        change.properties()
                .forEach(each ->
                        base.set(each.getKey(), merged(each.getKey(), base.get(each.getKey()), each.getValue())));
    }

    private static JsonNode merged(String name, @Nullable JsonNode base, JsonNode change) {
        if (base instanceof ObjectNode map && change instanceof ObjectNode changes) {
            into(map, changes);
            return map;
        }
        List<String> keys = KEYS.get(name);
        return keys != null && base instanceof ArrayNode list && change instanceof ArrayNode changes
                ? list(keys, list, changes)
                : change;
    }

    /** New elements come first. */
    private static ArrayNode list(List<String> keys, ArrayNode base, ArrayNode changes) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode change : changes) {
            Optional<JsonNode> same = StreamSupport.stream(base.spliterator(), false)
                    .filter(each -> keys.stream().allMatch(key -> each.path(key).equals(change.path(key))))
                    .findFirst();
            same.ifPresentOrElse(each -> into((ObjectNode) each, (ObjectNode) change), () -> all.add(change));
        }
        return all.addAll(base);
    }
}
