package dev.baton.config;

import dev.baton.cluster.ClusterSettings;
import dev.baton.control.http.HttpSettings;
import dev.baton.logging.LogsSettings;
import dev.baton.metrics.MetricsSettings;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.settings.RecordMapper;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys at the top of a config file, and all keys there are below those with a record. */
final class Sections {
    static final String ORCHESTRATOR = "orchestrator";
    static final String HTTP = "http";
    static final String METRICS = "metrics";
    static final String LOGS = "logs";
    static final String CLUSTER = "cluster";
    static final String GROUPS = "groups";
    static final String AGENTS = "agents";

    /** Keys at the top that start so are left to the user, for values that others refer to by an alias. */
    static final String EXTENSION = "x-";

    /** The sections with a record, in the order of the reference. */
    static final Map<String, Class<? extends Record>> RECORDS = records();

    private Sections() {}

    /** All keys at the top. */
    static Set<String> names() {
        Set<String> names = new LinkedHashSet<>(RECORDS.keySet());
        names.add(GROUPS);
        names.add(AGENTS);
        return names;
    }

    /** The full paths of all known settings, such as {@code orchestrator.loggerConfig.level}. */
    static Set<String> paths() {
        Set<String> paths = new LinkedHashSet<>();
        RECORDS.forEach((section, type) -> addPaths(section, type, paths));
        return paths;
    }

    /** Whether there is such a setting. */
    static boolean isKnown(String path) {
        return type(path) != null;
    }

    /** Whether what stands at {@code path} is text, whatever it looks like. */
    static boolean isText(String path) {
        Class<?> type = type(path);
        return type == String.class || type == Path.class;
    }

    /** Whether what stands at {@code path} names a file or folder. */
    static boolean isFile(String path) {
        return type(path) == Path.class;
    }

    private static Map<String, Class<? extends Record>> records() {
        Map<String, Class<? extends Record>> records = new LinkedHashMap<>();
        records.put(ORCHESTRATOR, OrchestratorSettings.class);
        records.put(HTTP, HttpSettings.class);
        records.put(METRICS, MetricsSettings.class);
        records.put(LOGS, LogsSettings.class);
        records.put(CLUSTER, ClusterSettings.class);
        return Collections.unmodifiableMap(records);
    }

    /** The type of the setting at {@code path}, null if there is none. Looks at no more records than those on the way. */
    private static @Nullable Class<?> type(String path) {
        String[] keys = path.split("\\.", -1);
        Class<?> type = RECORDS.get(keys[0]);
        for (int i = 1; i < keys.length; i++) {
            if (type == null || !type.isRecord()) {
                return null;
            }
            type = RecordMapper.types(type.asSubclass(Record.class)).get(keys[i]);
        }
        return keys.length == 1 ? null : type;
    }

    private static void addPaths(String path, Class<? extends Record> record, Set<String> paths) {
        RecordMapper.types(record).forEach((key, type) -> {
            String inner = Places.join(path, key);
            paths.add(inner);
            if (type.isRecord()) {
                addPaths(inner, type.asSubclass(Record.class), paths);
            }
        });
    }
}
