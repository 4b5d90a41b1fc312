package dev.baton.control.dispatch;

import dev.baton.agent.AgentSpec;
import dev.baton.process.Executable;
import dev.baton.process.ProcessSpec;
import dev.baton.process.Surroundings;
import dev.baton.settings.SecretKeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Agents' configs as they may be shown: made once for each that has something to hide. For any thread. */
final class MaskedConfigs {
    private final Map<String, Masked> byAgent = new ConcurrentHashMap<>();

    /** Of one config or process; another one for the same agent makes it useless. */
    private record Masked(Object original, JsonObject shown) {}

    @SuppressWarnings("ReferenceEquality") // configs don't change, and comparing large ones costs more than masking
    JsonObject of(AgentSpec spec) {
        Object original = spec.isProgram() ? Objects.requireNonNull(spec.process()) : spec.config();
        if (original instanceof JsonObject config && config.isEmpty()) {
            return config;
        }
        Masked known = byAgent.get(spec.name());
        if (known == null || known.original() != original) {
            known = new Masked(
                    original, original instanceof ProcessSpec process ? program(process) : mask(spec.config()));
            byAgent.put(spec.name(), known);
        }
        return known.shown();
    }

    /** The keys that tell programs apart; of its variables only the names. */
    private static JsonObject program(ProcessSpec process) {
        JsonObject shown = new JsonObject();
        if (process.executable() instanceof Executable.Program program) {
            shown.put("command", new JsonArray(SecretKeys.hideIn(program.command())));
        }
        Surroundings surroundings = process.surroundings();
        if (!surroundings.env().isEmpty()) {
            JsonObject env = new JsonObject();
            surroundings.env().keySet().forEach(name -> env.put(name, SecretKeys.HIDDEN));
            shown.put("env", env);
        }
        if (!surroundings.envFiles().isEmpty()) {
            JsonArray files = new JsonArray();
            surroundings.envFiles().forEach(file -> files.add(file.toString()));
            shown.put("envFile", files);
        }
        if (surroundings.workingDir() != null) {
            shown.put("workingDir", surroundings.workingDir().toString());
        }
        if (surroundings.user() != null) {
            shown.put("user", surroundings.user());
        }
        return shown;
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
