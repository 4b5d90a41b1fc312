package dev.baton.testing;

import io.vertx.core.json.JsonObject;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes records of any type out of dice, with everything in them that they allow: nulls, odd texts, the largest numbers. */
public final class AnyRecord {
    private static final List<String> TEXTS = List.of(
            "a",
            "collector",
            "Zürich",
            "a \"quoted\" word",
            "tab\tand\nline",
            "𝄞 beyond",
            "half \ud834",
            "",
            "0",
            "\u0000");

    private final SplittableRandom dice;

    /** The same {@code seed} makes the same records. */
    public AnyRecord(long seed) {
        dice = new SplittableRandom(seed);
    }

    /** One of {@code type}, which is a record or a sealed interface of records. */
    public <T> T of(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            return raw == List.class ? list(arguments[0]) : raw == Map.class ? map(arguments[1]) : value(raw);
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("no value is known for " + type);
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isEnum()) {
            return pick(plain.getEnumConstants());
        }
        return plain.isSealed() ? value(pick(plain.getPermittedSubclasses())) : scalar(plain);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Arrays.setAll(values, i -> component(components[i].getAnnotatedType()));
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no " + type + " can be made of " + Arrays.toString(values), e);
        }
    }

    private @Nullable Object component(AnnotatedType type) {
        if (type.isAnnotationPresent(Nullable.class) && dice.nextInt(3) == 0) {
            return null;
        }
        return value(type instanceof AnnotatedParameterizedType generic ? generic.getType() : type.getType());
    }

    private Object scalar(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> pick(TEXTS.toArray());
            case "int", "Integer" -> pick(0, 1, 4711, Integer.MAX_VALUE);
            case "long", "Long" -> pick(0L, 1L, 4711L, Long.MAX_VALUE);
            case "double", "Double" -> pick(0.0, 0.1, 250.0, 1e300);
            case "boolean", "Boolean" -> dice.nextBoolean();
            case "Duration" -> pick(Duration.ZERO, Duration.ofNanos(1), Duration.ofDays(365), Duration.ofMillis(1234));
            case "Instant" -> pick(Instant.EPOCH, Instant.parse("2026-03-04T05:06:07.008Z"));
            case "Path" -> pick(Path.of("/tmp/baton.sock"), Path.of("relative/ä"));
            case "JsonObject" -> new JsonObject(jsonMap(2));
            case "Object" -> dice.nextBoolean() ? jsonMap(2) : "{\"cut\":\"…";
            default -> throw new IllegalArgumentException("no value is known for " + type);
        };
    }

    private List<Object> list(Type element) {
        List<Object> list = new ArrayList<>();
        for (int left = 1 + dice.nextInt(3); left > 0; left--) {
            list.add(value(element));
        }
        return list;
    }

    private Map<String, Object> map(Type element) {
        if (element == Object.class) {
            return jsonMap(2);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (int left = dice.nextInt(4); left > 0; left--) {
            map.put("key " + left, value(element));
        }
        return map;
    }

    private Map<String, Object> jsonMap(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int left = dice.nextInt(4); left > 0; left--) {
            map.put("key" + left, json(depth));
        }
        return map;
    }

    @SuppressWarnings("NullAway") // null is a value of JSON
    private Object json(int depth) {
        return switch (dice.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> null;
            case 1 -> true;
            case 2 -> 42;
            case 3 -> 1L << 40;
            case 4 -> 1.5;
            case 5 -> pick(TEXTS.toArray());
            case 6 -> jsonMap(depth - 1);
            default -> new ArrayList<>(Arrays.asList(json(depth - 1), json(depth - 1)));
        };
    }

    @SafeVarargs
    private <T> T pick(T... from) {
        return from[dice.nextInt(from.length)];
    }
}
