package dev.baton.docs;

import dev.baton.event.EventNames;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names that the program has, and those in a page that look like one and are none. */
final class Vocabulary {
    private static final Pattern METRIC = Pattern.compile(
            "\\b(?:(?:baton|jvm|vertx)_|process_(?:cpu|files|start|uptime)_|system_(?:cpu|load)_)[a-z0-9_]*[a-z0-9]");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| (?:counter|gauge|histogram|summary) \\|");
    private static final Pattern EVENT =
            Pattern.compile("\\b(?:AGENT|NODE|QUORUM|ORCHESTRATOR|COMMAND|ALL_AGENTS)_[A-Z][A-Z_]*[A-Z]\\b");
    private static final Pattern KEY =
            Pattern.compile("`((?:orchestrator|http|metrics|logs|cluster)\\.[A-Za-z][A-Za-z.]*)`");
    private static final Pattern VARIABLE = Pattern.compile("\\bBATON_[A-Z_]*[A-Z]\\b");
    /** Variables of others that look like events. */
    private static final Set<String> NO_EVENTS = Set.of("NODE_ENV", "NODE_NAME");

    private static final List<String> WITH_VARIABLES = List.of("bin", "src/main", "src/dist", "Dockerfile", "k8s");

    private final Set<String> metrics;
    private final Map<String, JsonObject> keys = new LinkedHashMap<>();
    private final Set<String> variables;
    private final JsonObject schema;

    private Vocabulary(JsonObject schema, Set<String> metrics, Set<String> variables) {
        this.schema = schema;
        this.metrics = metrics;
        this.variables = new TreeSet<>(variables);
        collect("", schema);
        keys.keySet().forEach(key -> this.variables.add(variable(key)));
    }

    /** That of this checkout. The metrics are those of their page, which MetricsPageTest holds to what there is. */
    static Vocabulary ofThisVersion() {
        try {
            return new Vocabulary(
                    new JsonObject(Files.readString(Path.of("config/baton.schema.json"))),
                    names(ROW, 1, Page.read(Path.of("docs/metrics.md")).everything()),
                    variablesInSources());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema of a key, such as {@code agents.restart.maxRestarts}; null if there is none. */
    @Nullable
    JsonObject key(String path) {
        return keys.get(path);
    }

    /** All keys of the config. */
    Set<String> keys() {
        return keys.keySet();
    }

    /** What {@code page} names and there isn't, one text for each. */
    List<String> complaints(Page page) {
        List<String> complaints = new ArrayList<>();
        String text = page.everything();
        unknown(METRIC, 0, text, this::isMetric).forEach(name -> complaints.add("there is no metric " + name));
        unknown(EVENT, 0, text, name -> NO_EVENTS.contains(name) || EventNames.RESERVED.contains(name))
                .forEach(name -> complaints.add("there is no event " + name));
        unknown(KEY, 1, page.prose(), name -> keys.containsKey(name) || isRoom(name))
                .forEach(name -> complaints.add("there is no key " + name));
        unknown(VARIABLE, 0, text, name -> variables.contains(name) || variables.contains(name.replace("_", "")))
                .forEach(name -> complaints.add("nobody reads the variable " + name));
        return complaints;
    }

    private static boolean isRoom(String name) {
        return Files.isDirectory(Path.of("src/main/java/dev/baton", name.replace('.', '/')));
    }

    private boolean isMetric(String name) {
        return metrics.contains(name) || metrics.contains(name.replaceFirst("_(bucket|count|sum)$", ""));
    }

    private static List<String> unknown(Pattern pattern, int group, String text, Predicate<String> known) {
        return names(pattern, group, text).stream().filter(known.negate()).toList();
    }

    private static Set<String> names(Pattern pattern, int group, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String variable(String key) {
        return "BATON" + key.replace(".", "").toUpperCase(Locale.ROOT);
    }

    private static Set<String> variablesInSources() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String place : WITH_VARIABLES) {
            if (Files.exists(Path.of(place))) {
                try (Stream<Path> files = Files.walk(Path.of(place))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        found.addAll(
                                names(VARIABLE, 0, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
                    }
                }
            }
        }
        return found;
    }

    private void collect(String path, JsonObject node) {
        JsonObject here = resolved(node);
        for (Object choice : here.getJsonArray("anyOf", new JsonArray())) {
            collect(path, (JsonObject) choice);
        }
        // Agents and groups stand below their names, which are left out here.
        if (here.getValue("additionalProperties") instanceof JsonObject named && here.containsKey("propertyNames")) {
            collect(path, named);
        }
        JsonObject properties = here.getJsonObject("properties", new JsonObject());
        for (String key : properties.fieldNames()) {
            String full = path.isEmpty() ? key : path + '.' + key;
            keys.put(full, properties.getJsonObject(key));
            collect(full, properties.getJsonObject(key));
        }
    }

    private JsonObject resolved(JsonObject node) {
        String reference = node.getString("$ref");
        return reference == null
                ? node
                : schema.getJsonObject("$defs").getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
    }
}
