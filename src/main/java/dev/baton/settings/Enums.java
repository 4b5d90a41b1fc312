package dev.baton.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Enum constants by the names users write: the value of {@link Key} where there is one, else the Java name. */
final class Enums {
    private Enums() {}

    /** Refuses with an {@link IllegalArgumentException} that reads on from "x is y but" and guesses what was meant. */
    static Object read(Class<?> type, Object json) {
        Map<String, Object> constants = constants(type);
        Object constant = json instanceof String text ? constants.get(text) : null;
        if (constant != null) {
            return constant;
        }
        String guess = json instanceof String text
                ? NearestKey.of(text, constants.keySet())
                        .map(nearest -> ": did you mean " + nearest + "?")
                        .orElse("")
                : "";
        throw new IllegalArgumentException("must be one of " + String.join(", ", constants.keySet()) + guess);
    }

    private static Map<String, Object> constants(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        Arrays.stream(type.getEnumConstants())
                .map(Enum.class::cast)
                .forEach(constant -> constants.put(written(type, constant.name()), constant));
        return constants;
    }

    private static String written(Class<?> type, String name) {
        try {
            Key key = type.getField(name).getAnnotation(Key.class);
            return key == null ? name : key.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("an enum has a field for each constant", e);
        }
    }
}
