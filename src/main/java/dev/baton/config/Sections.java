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

    private static final Map<String, Class<?>> TYPES = types();

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
        return TYPES.keySet();
    }

    /** Whether there is such a setting. */
    static boolean isKnown(String path) {
        return TYPES.containsKey(path);
    }

    /** Whether what stands at {@code path} is text, whatever it looks like. */
    static boolean isText(String path) {
        return TYPES.get(path) == String.class || TYPES.get(path) == Path.class;
    }

    /** Whether what stands at {@code path} names a file or folder. */
    static boolean isFile(String path) {
        return TYPES.get(path) == Path.class;
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

    private static Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        RECORDS.forEach((section, type) -> addTypes(section, type, types));
        return Collections.unmodifiableMap(types);
    }

    private static void addTypes(String path, Class<? extends Record> record, Map<String, Class<?>> types) {
        RecordMapper.types(record).forEach((key, type) -> {
            String inner = Places.join(path, key);
            types.put(inner, type);
            if (type.isRecord()) {
                addTypes(inner, type.asSubclass(Record.class), types);
            }
        });
    }
}
