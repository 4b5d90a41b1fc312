package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Restart;
import dev.baton.cluster.ClusterSettings;
import dev.baton.control.http.HttpSettings;
import dev.baton.logging.AgentLogs;
import dev.baton.logging.LoggerSettings;
import dev.baton.logging.LogsSettings;
import dev.baton.metrics.MetricsSettings;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.orchestrator.GroupSettings;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.process.Executable;
import dev.baton.process.ResourceLimits;
import dev.baton.settings.Durations;
import dev.baton.settings.Key;
import dev.baton.settings.RecordMapper;
import dev.baton.settings.ValidationPolicy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings records, the schema and the reference for users say the same. */
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("docs/configuration.md");
    private static final Path SCHEMA = Path.of("config/baton.schema.json");
    private static final String SEE_BELOW = "see below";
    /** A chapter of its own, although its keys stand beside those of the chapter before. */
    private static final String PROCESSES = "Agents that are processes";

    private static final Map<String, String> DEFINITIONS = Map.of(
            "agents",
            "agent",
            PROCESSES,
            "agent",
            "agents.restart",
            "restart",
            "agents.readiness",
            "probe",
            "agents.logs",
            "agentLogs",
            "groups",
            "group");

    private static final Set<String> AGENT_KEYS = agentKeys();

    private static Set<String> agentKeys() {
        Set<String> keys = new LinkedHashSet<>(RecordMapper.keys(AgentEntry.class));
        keys.addAll(RecordMapper.keys(ProcessEntry.class));
        return keys;
    }

    /** The chapter of the reference, which is also the path in a file; the record; and the record's defaults. */
    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("orchestrator", OrchestratorSettings.DEFAULT),
                Arguments.of("orchestrator.validationPolicy", ValidationPolicy.DEFAULT),
                Arguments.of("orchestrator.loggerConfig", LoggerSettings.DEFAULT),
                Arguments.of("http", HttpSettings.DEFAULT),
                Arguments.of("metrics", MetricsSettings.DEFAULT),
                Arguments.of("logs", LogsSettings.DEFAULT),
                Arguments.of("cluster", ClusterSettings.DEFAULT),
                Arguments.of("cluster.bind", ClusterSettings.Bind.DEFAULT),
                Arguments.of("cluster.discovery", ClusterSettings.Discovery.DEFAULT),
                Arguments.of("cluster.discovery.kubernetes", ClusterSettings.Kubernetes.DEFAULT),
                Arguments.of("agents", AgentEntry.DEFAULT),
                Arguments.of("agents.restart", Restart.DEFAULT),
                Arguments.of("agents.logs", AgentLogs.DEFAULT),
                Arguments.of(PROCESSES, ProcessEntry.DEFAULT),
                Arguments.of("agents.limits", ResourceLimits.NONE),
                Arguments.of("agents.jvm", Executable.Jvm.DEFAULT),
                Arguments.of("agents.readiness", ProbeEntry.DEFAULT),
                Arguments.of("groups", GroupSettings.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("records")
    void referenceHasTheKeysAndDefaultsOfTheRecord(String section, Record defaults) throws Exception {
        Map<String, String> documented = table(section);

        assertThat(documented.keySet()).containsExactlyElementsOf(RecordMapper.keys(defaults.getClass()));
        for (Map.Entry<String, RecordComponent> entry : components(defaults).entrySet()) {
            String expected = written(entry.getValue().getAccessor().invoke(defaults));
            String told = documented.get(entry.getKey());
            assertThat(told.equals("required") ? "null" : told)
                    .as("default of %s.%s", section, entry.getKey())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void schemaHasTheKeysAndDefaultsOfTheRecord(String section, Record defaults) throws Exception {
        JsonObject properties = properties(section);
        Set<String> keys = new LinkedHashSet<>(properties.fieldNames());
        Set<String> own = RecordMapper.keys(defaults.getClass());
        if ("agent".equals(DEFINITIONS.get(section))) {
            assertThat(keys).containsAll(LaterKeys.names());
            keys.removeAll(LaterKeys.names());
            keys.removeIf(key -> !own.contains(key) && AGENT_KEYS.contains(key));
        }

        assertThat(keys).containsExactlyInAnyOrderElementsOf(own);
        for (Map.Entry<String, RecordComponent> entry : components(defaults).entrySet()) {
            JsonObject property = properties.getJsonObject(entry.getKey());
            assertThat(property.getString("description")).as(entry.getKey()).isNotBlank();
            String expected = written(entry.getValue().getAccessor().invoke(defaults));
            if (!expected.equals(SEE_BELOW) && !entry.getKey().equals("class")) {
                assertThat(json(property.getValue("default")))
                        .as("default of %s.%s", section, entry.getKey())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void everyRecordOfASectionIsCompared() {
        Set<String> compared = new LinkedHashSet<>();
        records().forEach(arguments -> compared.add((String) arguments.get()[0]));

        Sections.RECORDS.keySet().forEach(section -> assertThat(compared).contains(section));
        Sections.paths().forEach(path -> {
            String owner = path.substring(0, path.lastIndexOf('.'));
            boolean nullable = owner.endsWith(".tls");
            assertThat(nullable || compared.contains(owner)).as(owner).isTrue();
        });
    }

    @Test
    void keysThatComeLaterAreInTheReference() throws IOException {
        String reference = Files.readString(REFERENCE);

        assertThat(LaterKeys.names())
                .allMatch(key -> reference.contains('`' + key + '`') || reference.contains('`' + key + ": "));
    }

    @Test
    void schemaKnowsEveryCommand() throws IOException {
        JsonArray choices =
                properties("orchestrator").getJsonObject("allowedCommands").getJsonArray("anyOf");

        assertThat(choices.getJsonObject(2).getJsonObject("items").getJsonArray("enum"))
                .containsExactlyElementsOf(AllowedCommands.NAMES);
    }

    @Test
    void everyVariableHasOneMeaning() {
        assertThat(Sections.paths().stream().map(EnvironmentSource::variable).map(name -> name.replace("_", "")))
                .doesNotHaveDuplicates();
    }

    @Test
    void examplesAreRight(@TempDir Path folder) throws IOException {
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(REFERENCE));
        int examples = 0;
        try (ConfigFolder config = new ConfigFolder(folder)) {
            while (example.find()) {
                examples++;
                assertThat(config.findingsOf(example.group(1)))
                        .as(example.group(1))
                        .allMatch(line -> line.contains("there is no class 'com.acme.")
                                || line.contains("warning: agents.database.command: there is no file './run-db.sh'")
                                || line.contains("exec: there is no file './is-ready.sh'")
                                || line.contains("there are no agents")
                                || line.contains("the file is empty"));
            }
        }
        assertThat(examples).isGreaterThanOrEqualTo(5);
    }

    private static Map<String, RecordComponent> components(Record defaults) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            Key key = component.getAnnotation(Key.class);
            component.getAccessor().setAccessible(true);
            components.put(key == null ? component.getName() : key.value(), component);
        }
        return components;
    }

    /** A default as users write it. */
    private static String written(@Nullable Object value) throws Exception {
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        if (value instanceof Double number && number == Math.rint(number)) {
            return Long.toString(number.longValue());
        }
        if (value instanceof Enum<?> constant) {
            Key key = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Key.class);
            return key == null ? constant.name() : key.value();
        }
        if (value instanceof List<?> words && !words.isEmpty() && words.get(0) instanceof String) {
            return new JsonArray(words).encode();
        }
        if (value instanceof Dependencies
                || value instanceof Paths
                || value instanceof Watched
                || (value instanceof Collection<?> items && items.isEmpty())) {
            return "[]";
        }
        if (value instanceof Map<?, ?> || value instanceof JsonObject) {
            return "{}";
        }
        if (value instanceof Record) {
            return SEE_BELOW;
        }
        return String.valueOf(value);
    }

    private static String json(@Nullable Object value) {
        return value instanceof JsonObject object
                ? object.encode()
                : value instanceof JsonArray array ? array.encode() : String.valueOf(value);
    }

    private static JsonObject properties(String section) throws IOException {
        JsonObject schema = new JsonObject(Files.readString(SCHEMA));
        @Nullable String definition = DEFINITIONS.get(section);
        if (definition != null) {
            return schema.getJsonObject("$defs").getJsonObject(definition).getJsonObject("properties");
        }
        JsonObject at = schema;
        for (String key : section.split("\\.", -1)) {
            JsonObject here = at;
            at = Objects.requireNonNull(
                    key.equals("agents")
                            ? agent(schema)
                            : here.getJsonObject("properties").getJsonObject(key));
        }
        return at.getJsonObject("properties");
    }

    private static JsonObject agent(JsonObject schema) {
        return schema.getJsonObject("$defs").getJsonObject("agent");
    }

    /** Key and default of each row of the first table of a chapter. */
    private static Map<String, String> table(String section) throws IOException {
        List<String> lines = Files.readAllLines(REFERENCE);
        int at = 0;
        while (!lines.get(at).matches("#+ " + Pattern.quote(section))) {
            at++;
        }
        while (!lines.get(at).startsWith("|---")) {
            at++;
        }
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : lines.subList(at + 1, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            String[] cells = line.split("\\|", -1);
            rows.put(cells[1].strip().replace("`", ""), cells[3].strip().replace("`", ""));
        }
        return rows;
    }
}
