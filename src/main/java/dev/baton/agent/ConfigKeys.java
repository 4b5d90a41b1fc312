package dev.baton.agent;

import dev.baton.settings.Findings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which keys of an agent's config belong to its kind and which to its author. */
final class ConfigKeys {
    private ConfigKeys() {}

    /**
     * Checks {@code config} against both records. Without a record of the author's any further key is welcome, unless it
     * looks like a mistyped key of the kind.
     */
    static void check(
            JsonObject config,
            @Nullable Class<? extends Record> kind,
            @Nullable Class<? extends Record> own,
            Findings findings) {
        Set<String> known = new LinkedHashSet<>();
        if (kind != null) {
            known.addAll(RecordMapper.keys(kind));
            RecordMapper.tryMap(only(config, kind), kind, findings);
        }
        if (own != null) {
            known.addAll(RecordMapper.keys(own));
            JsonObject rest = kind == null ? config : without(config, kind);
            RecordMapper.tryMap(only(rest, own), own, findings);
        }
        for (String key : config.fieldNames()) {
            if (known.contains(key)) {
                continue;
            }
            boolean mistyped = own == null && RecordMapper.nearest(key, known).isPresent();
            if (own != null || mistyped) {
                findings.error(key, RecordMapper.unknownKey(key, known));
            }
        }
    }

    static JsonObject only(JsonObject config, Class<? extends Record> type) {
        return filter(config, type, true);
    }

    static JsonObject without(JsonObject config, Class<? extends Record> type) {
        return filter(config, type, false);
    }

    private static JsonObject filter(JsonObject config, Class<? extends Record> type, boolean wanted) {
        Set<String> keys = RecordMapper.keys(type);
        JsonObject result = new JsonObject();
        for (String key : config.fieldNames()) {
            if (keys.contains(key) == wanted) {
                result.put(key, config.getValue(key));
            }
        }
        return result;
    }
}
