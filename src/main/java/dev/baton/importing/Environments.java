package dev.baton.importing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Reads {@code environment}, a list of {@code A=b} or a map. */
final class Environments {
    private Environments() {}

    /** Adds what {@code keys} say to {@code env}, over what is there. */
    static void add(Keys keys, Words words, Draft draft, JsonObject env) {
        Object value = keys.value("environment");
        if (value instanceof JsonObject map) {
            map.fieldNames().forEach(name -> {
                Object each = map.getValue(name);
                env.put(name, words.plain("environment", each == null ? "" : each.toString()));
            });
        } else if (value instanceof JsonArray list) {
            for (Object each : list) {
                addOne(String.valueOf(each), keys, words, draft, env);
            }
        }
    }

    private static void addOne(String text, Keys keys, Words words, Draft draft, JsonObject env) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            draft.lost(
                    keys.spot("environment"),
                    keys.path("environment"),
                    "an entry has no '=', so it sets nothing: write NAME=value, or remove it");
            return;
        }
        env.put(text.substring(0, equals), words.plain("environment", text.substring(equals + 1)));
    }
}
