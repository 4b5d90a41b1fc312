package dev.baton.control.dispatch;

import dev.baton.agent.AgentSpec;
import dev.baton.settings.SecretKeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Agents' configs as they may be shown: made once for each that has something to hide. For any thread. */
final class MaskedConfigs {
    private final Map<String, Masked> byAgent = new ConcurrentHashMap<>();

    /** Of one config; another one for the same agent makes it useless. */
    private record Masked(JsonObject original, JsonObject shown) {}

    @SuppressWarnings("ReferenceEquality") // configs don't change, and comparing large ones costs more than masking
    JsonObject of(AgentSpec spec) {
        JsonObject original = spec.config();
        if (original.isEmpty()) {
            return original;
        }
        Masked known = byAgent.get(spec.name());
        if (known == null || known.original() != original) {
            known = new Masked(original, mask(original));
            byAgent.put(spec.name(), known);
        }
        return known.shown();
    }

    /** Forgets all but {@code agents}. */
    void keepOnly(Set<String> agents) {
        byAgent.keySet().retainAll(agents);
    }

    int size() {
        return byAgent.size();
    }

    static JsonObject mask(JsonObject config) {
        JsonObject shown = new JsonObject();
        config.forEach(entry -> shown.put(
                entry.getKey(), SecretKeys.isSecret(entry.getKey()) ? SecretKeys.HIDDEN : value(entry.getValue())));
        return shown;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return mask(object);
        }
        if (value instanceof JsonArray array) {
            JsonArray shown = new JsonArray();
            array.forEach(element -> shown.add(value(element)));
            return shown;
        }
        return value;
    }
}
