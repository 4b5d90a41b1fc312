package dev.baton.config;

import dev.baton.settings.SecretKeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Expands the expressions of a whole tree. Text stays text, but for a value that is one expression and nothing else: what
 * is wanted there decides between text and what the text looks like. Where that isn't known, quotes decide: <code>limit:
 * ${LIMIT:-5}</code> is a number, <code>limit: "${LIMIT:-5}"</code> is text, and the other way is kept for when
 * it turns out that it was wanted. Keys that look like a secret hold text.
 */
final class Expansion {
    private static final String REPLICA = "REPLICA";

    private final Map<String, String> environment;
    private final Places places;
    private final Secrets secrets;
    private final Report report;
    private final Set<String> failed;
    private final Alternatives alternatives = new Alternatives();

    Expansion(Map<String, String> environment, Places places, Secrets secrets, Report report) {
        this(environment, places, secrets, report, new HashSet<>());
    }

    private Expansion(
            Map<String, String> environment, Places places, Secrets secrets, Report report, Set<String> failed) {
        this.environment = environment;
        this.places = places;
        this.secrets = secrets;
        this.report = report;
        this.failed = failed;
    }

    /** The same with the number of a replica, and with alternatives of its own. */
    Expansion ofReplica(int number) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(REPLICA, Integer.toString(number));
        return new Expansion(more, places, secrets, report, failed);
    }

    /** The variables that expressions are read from. */
    Map<String, String> environment() {
        return environment;
    }

    /** What stands at {@code path}, expanded. */
    @Nullable
    Object expandAt(String path, @Nullable Object tree) {
        return value(tree, path);
    }

    /** Where an expression could not be expanded, and so nothing more is to be said of the value. */
    Set<String> failed() {
        return failed;
    }

    /** Values that may have been meant otherwise. */
    Alternatives alternatives() {
        return alternatives;
    }

    private JsonObject object(JsonObject tree, String path) {
        JsonObject result = new JsonObject();
        for (String key : tree.fieldNames()) {
            result.put(key, value(tree.getValue(key), Places.join(path, key)));
        }
        return result;
    }

    private @Nullable Object value(@Nullable Object value, String path) {
        if (value instanceof JsonObject object) {
            return object(object, path);
        }
        if (value instanceof JsonArray array) {
            JsonArray result = new JsonArray();
            for (int i = 0; i < array.size(); i++) {
                result.add(value(array.getValue(i), Places.join(path, i)));
            }
            return result;
        }
        return value instanceof String text ? text(text, path) : value;
    }

    private @Nullable Object text(String text, String path) {
        // The name of the file that a secret is in is none.
        boolean secretKey = SecretKeys.isSecret(path.substring(path.lastIndexOf('.') + 1)) && !Sections.isFile(path);
        if (!text.contains("${")) {
            if (secretKey) {
                secrets.addAt(path, text);
            }
            return text;
        }
        Location location = places.nearest(path).map(Place::location).orElse(Location.of(path));
        try {
            String expanded = new Expression(environment, name -> {
                        if (secretKey || SecretKeys.isSecret(name)) {
                            secrets.add(environment.getOrDefault(name, ""));
                        }
                    })
                    .expand(text);
            return Expression.isWhole(text) ? lone(expanded, path, secretKey) : expanded;
        } catch (IllegalArgumentException e) {
            failed.add(path);
            report.error(location, path, String.valueOf(e.getMessage()));
            return text;
        }
    }

    private @Nullable Object lone(String text, String path, boolean secretKey) {
        if (secretKey || Sections.isText(path)) {
            return text;
        }
        @Nullable Object plain = plain(text);
        if (Sections.isKnown(path) || text.equals(plain)) {
            return plain;
        }
        boolean literal = places.exactly(path).map(Place::literal).orElse(false);
        alternatives.put(path, literal ? plain : text);
        return literal ? text : plain;
    }

    /** What {@code text} means without quotes, as long as it is a single value. */
    private static @Nullable Object plain(String text) {
        Optional<Scalars.Value> read = YamlText.value("", "", Where.ELSEWHERE, text, new Report());
        if (read.isEmpty()) {
            return text;
        }
        @Nullable Object value = read.get().json();
        return value == null || value instanceof Number || value instanceof Boolean ? value : text;
    }
}
