package dev.baton.settings;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The factories of a type that are marked with {@link ShortForm}. */
final class ShortForms {
    private final List<Method> factories;

    ShortForms(Class<?> type) {
        factories = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(ShortForm.class))
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 1)
                .sorted(Comparator.comparing(method -> method.getParameterTypes()[0].getName()))
                .toList();
    }

    boolean isEmpty() {
        return factories.isEmpty();
    }

    /** The factory for values of this shape. */
    Optional<Method> accepting(Object value) {
        return factories.stream()
                .filter(factory -> accepts(factory.getParameterTypes()[0], value))
                .findFirst();
    }

    /** Calls {@code factory}; what it throws unchecked is thrown on. */
    static Object call(Method factory, Object argument) {
        try {
            factory.setAccessible(true);
            return factory.invoke(null, argument);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The shapes a value may have, such as "text, a list or a map". */
    String describe(boolean orRecord) {
        List<String> shapes = Stream.concat(
                        factories.stream().map(factory -> name(factory.getParameterTypes()[0])),
                        orRecord ? Stream.of("a map of keys and values") : Stream.of())
                .distinct()
                .collect(Collectors.toList());
        return String.join(" or ", shapes);
    }

    private static boolean accepts(Class<?> parameter, Object value) {
        if (value instanceof JsonArray) {
            return parameter == List.class;
        }
        if (value instanceof JsonObject) {
            return parameter == Map.class;
        }
        if (value instanceof Boolean) {
            return parameter == boolean.class;
        }
        return parameter == String.class && value instanceof String;
    }

    private static String name(Class<?> parameter) {
        if (parameter == List.class) {
            return "a list";
        }
        if (parameter == boolean.class) {
            return "true or false";
        }
        return parameter == Map.class ? "a map of keys and values" : "text";
    }
}
