package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The validator that is quick passes nothing that the one with the words would have something to say about. */
class TwoValidatorsTest {
    private static final List<Object> ODD = new ArrayList<>();

    static {
        ODD.addAll(List.of(-1, 0, 1, 1.0, 2.5, 70_000, 1L << 40, "", "x", "5m", "1 h", "yes", true, false));
        ODD.addAll(List.of(new JsonArray(), new JsonArray().add("a").add("a"), new JsonArray().add(1)));
        ODD.addAll(List.of(new JsonObject(), new JsonObject().put("odd", 1), new JsonObject().put("ready", true)));
    }

    @Property(tries = 2_000)
    void agreeOnWhatIsWrong(@ForAll("configs") JsonObject config) {
        assertThat(ConfigSchema.lets(config))
                .as(config.encode())
                .isEqualTo(ConfigSchema.messages(config).isEmpty());
    }

    @Test
    void agreeOnWhatIsRight() {
        JsonObject config = whole();

        assertThat(ConfigSchema.messages(config)).isEmpty();
        assertThat(ConfigSchema.lets(config)).isTrue();
    }

    /** A config in which some places hold something else. */
    @Provide
    static Arbitrary<JsonObject> configs() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 200);
        Arbitrary<Integer> values = Arbitraries.integers().between(0, ODD.size() - 1);
        return Combinators.combine(places, values, places, values, Arbitraries.of(true, false))
                .as((place, value, other, otherValue, both) -> {
                    JsonObject config = whole();
                    put(config, place, ODD.get(value));
                    if (both) {
                        put(config, other, ODD.get(otherValue));
                    }
                    return config;
                });
    }

    private static void put(JsonObject config, int place, Object value) {
        List<Runnable> changes = new ArrayList<>();
        collect(config, copyOf(value), changes);
        changes.get(place % changes.size()).run();
    }

    private static Object copyOf(Object value) {
        return value instanceof JsonObject object
                ? object.copy()
                : value instanceof JsonArray array ? array.copy() : value;
    }

    private static void collect(JsonObject object, Object value, List<Runnable> changes) {
        for (String key : List.copyOf(object.fieldNames())) {
            changes.add(() -> object.put(key, value));
            changes.add(() -> object.put(key + "x", object.remove(key)));
            if (object.getValue(key) instanceof JsonObject inner) {
                collect(inner, value, changes);
            } else if (object.getValue(key) instanceof JsonArray array && !array.isEmpty()) {
                changes.add(() -> array.set(0, value));
            }
        }
    }

    private static JsonObject whole() {
        JsonObject token =
                new JsonObject().put("name", "ci").put("role", "viewer").put("env", "CI_TOKEN");
        JsonObject db = new JsonObject()
                .put("class", "com.acme.Db")
                .put("config", new JsonObject().put("any", 1))
                .put("dependsOn", new JsonArray().add("a"))
                .put("restart", "on-failure")
                .put("group", "ingest")
                .put("replicas", 2);
        JsonObject api = new JsonObject()
                .put("class", "com.acme.Api")
                .put("dependsOn", new JsonObject().put("db", "ready"))
                .put("restart", new JsonObject().put("policy", "always"));
        return new JsonObject()
                .put(
                        "orchestrator",
                        new JsonObject()
                                .put("name", "b")
                                .put("maxWorkers", 5)
                                .put("checkInterval", "1s")
                                .put("runMode", "DAEMON")
                                .put("validationPolicy", new JsonObject().put("ignoreWarnings", true))
                                .put("loggerConfig", new JsonObject().put("level", "INFO"))
                                .put("allowedCommands", new JsonArray().add("ps"))
                                .put("agentsPath", new JsonArray().add("a.jar")))
                .put(
                        "http",
                        new JsonObject()
                                .put("enabled", true)
                                .put("port", 8080)
                                .put("tokens", new JsonArray().add(token))
                                .put("allowedHosts", new JsonArray().add("h")))
                .put("metrics", new JsonObject().put("maxAgentSeries", 10))
                .put("cluster", new JsonObject().put("enabled", false))
                .put("agents", new JsonObject().put("a", db).put("b", api));
    }
}
