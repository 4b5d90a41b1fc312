package dev.baton.importing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the values of {@code vars} where a template of process-compose, a Go template, names them: {@code {{.PORT}}}. */
final class Templates {
    /** How process-compose calls the number of a replica, from 0. */
    static final String REPLICA = "PC_REPLICA_NUM";

    private static final Pattern ACTION = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\s*((?:\\.[A-Za-z_][A-Za-z0-9_]*)+)\\s*");

    private final JsonObject vars;
    private final Consumer<String> trouble;

    Templates(JsonObject vars, Consumer<String> trouble) {
        this.vars = vars;
        this.trouble = trouble;
    }

    /** Those of the whole file, with those of a process over them. */
    static JsonObject vars(@Nullable Object ofAll, @Nullable Object ofOne) {
        JsonObject vars = new JsonObject();
        for (@Nullable Object some : new @Nullable Object[] {ofAll, ofOne}) {
            if (some instanceof JsonObject object) {
                for (Map.Entry<String, Object> each : object) {
                    vars.put(each.getKey(), each.getValue());
                }
            }
        }
        return vars;
    }

    String fill(String text) {
        Matcher matcher = ACTION.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(result, Matcher.quoteReplacement(value(matcher.group(), matcher.group(1))));
        }
        return matcher.appendTail(result).toString();
    }

    private String value(String action, String inside) {
        Matcher name = NAME.matcher(inside);
        if (!name.matches()) {
            trouble.accept("the template " + action
                    + " is more than the name of a variable, such as {{.PORT}}: write what it" + " comes to");
            return action;
        }
        @Nullable Object value = vars;
        for (String key : name.group(1).substring(1).split("\\.", -1)) {
            value = value instanceof JsonObject object ? object.getValue(key) : null;
        }
        if (value == null || value instanceof JsonObject || value instanceof JsonArray) {
            trouble.accept("no variable in vars has a value for " + action + ": add it there, or write the value");
            return action;
        }
        return value.toString();
    }
}
