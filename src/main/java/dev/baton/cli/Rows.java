package dev.baton.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading the data of an answer, which a newer or older Baton may have sent: what is missing is empty. */
final class Rows {
    private Rows() {}

    /** The objects of an array. */
    static List<JsonObject> of(JsonObject data, String field) {
        List<JsonObject> rows = new ArrayList<>();
        if (data.getValue(field) instanceof JsonArray array) {
            for (Object each : array) {
                if (each instanceof JsonObject row) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** The strings of an array. */
    static List<String> texts(JsonObject data, String field) {
        List<String> texts = new ArrayList<>();
        if (data.getValue(field) instanceof JsonArray array) {
            for (Object each : array) {
                texts.add(String.valueOf(each));
            }
        }
        return texts;
    }

    static JsonObject object(JsonObject data, String field) {
        return data.getValue(field) instanceof JsonObject object ? object : new JsonObject();
    }

    static String text(JsonObject row, String field) {
        Object value = row.getValue(field);
        return value == null ? "" : value.toString();
    }

    static @Nullable Number number(JsonObject row, String field) {
        return row.getValue(field) instanceof Number number ? number : null;
    }

    static boolean flag(JsonObject row, String field) {
        return Boolean.TRUE.equals(row.getValue(field));
    }
}
