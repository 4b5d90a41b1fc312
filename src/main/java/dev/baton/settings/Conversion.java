package dev.baton.settings;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of JSON to Java, which adds to its findings what it can't convert and goes on. A result is empty exactly
 * when something was added for it. Paths are relative to where the mapping began.
 */
final class Conversion {
    private final Findings findings;

    Conversion(Findings findings) {
        this.findings = findings;
    }

    /** @param base where missing keys take their values from, null for the type's own {@code DEFAULT} */
    Optional<Object> record(JsonObject json, Class<?> type, String path, @Nullable Object base) {
        try {
            RecordShape shape = RecordShape.of(type);
            @Nullable Object defaults = base != null ? base : shape.defaults().orElse(null);
            boolean complete = knowsAllKeys(json, shape, path);
            List<@Nullable Object> values = new ArrayList<>();
            for (Map.Entry<String, RecordComponent> entry : shape.components().entrySet()) {
                Optional<Slot> slot = component(shape, json, entry.getKey(), entry.getValue(), path, defaults);
                complete &= slot.isPresent();
                slot.ifPresent(filled -> values.add(filled.value()));
            }
            return complete ? make(shape, values.toArray(), path) : Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            return refuse(path, "the settings record " + type.getName() + " can't be read: " + e);
        }
    }

    private boolean knowsAllKeys(JsonObject json, RecordShape shape, String path) {
        boolean all = true;
        for (String key : json.fieldNames()) {
            if (!shape.components().containsKey(key)) {
                findings.error(
                        join(path, key),
                        RecordMapper.unknownKey(key, shape.components().keySet()));
                all = false;
            }
        }
        return all;
    }

    private Optional<Slot> component(
            RecordShape shape,
            JsonObject json,
            String key,
            RecordComponent component,
            String path,
            @Nullable Object defaults) {
        String place = join(path, key);
        @Nullable Object preset = defaults == null ? null : RecordShape.get(component, defaults);
        @Nullable Object value = json.getValue(key);
        if (value != null) {
            return convert(value, component.getGenericType(), place, preset).map(Slot::new);
        }
        // Sooner than a look at the annotations, which takes a while.
        if (preset != null && !json.containsKey(key)) {
            return Optional.of(new Slot(preset));
        }
        boolean nullable = shape.isNullable(component);
        if (json.containsKey(key) && nullable) {
            return Optional.of(new Slot(null));
        }
        boolean optional = nullable || component.getType() == Optional.class;
        if (json.containsKey(key) && !optional && !isContainer(component.getType())) {
            return refuse(place, key + " has no value: write one, or leave the key out");
        }
        if (preset != null || optional) {
            return Optional.of(
                    new Slot(preset == null && component.getType() == Optional.class ? Optional.empty() : preset));
        }
        return refuse(place, "the key '" + key + "' is missing: it has no default");
    }

    Optional<Object> convert(Object value, Type type, String path, @Nullable Object preset) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == Optional.class) {
                return convert(value, last, path, null).map(Optional::of);
            }
            if (generic.getRawType() == List.class) {
                return value instanceof JsonArray array
                        ? list(array, last, path)
                        : mismatch(path, value, "must be a list: [a, b], or one line with '- ' for each");
            }
            if (generic.getRawType() == Map.class && generic.getActualTypeArguments()[0] == String.class) {
                return value instanceof JsonObject map
                        ? map(map, last, path)
                        : mismatch(path, value, "must be a map of keys and values");
            }
        }
        return type instanceof Class<?> single ? single(value, single, path, preset) : unsupported(path, type);
    }

    private Optional<Object> single(Object value, Class<?> type, String path, @Nullable Object preset) {
        Optional<Leaves.Leaf> leaf = Leaves.of(type);
        if (leaf.isPresent()) {
            return read(path, value, () -> leaf.get().read(value));
        }
        if (type.isEnum()) {
            return read(path, value, () -> Enums.read(type, value));
        }
        if (type.isRecord() && value instanceof JsonObject json) {
            return record(json, type, path, preset);
        }
        ShortForms forms = new ShortForms(type);
        if (forms.isEmpty() && !type.isRecord()) {
            return unsupported(path, type);
        }
        return forms.accepting(value)
                .map(form -> convert(value, form.getGenericParameterTypes()[0], path, null)
                        .flatMap(argument -> read(path, value, () -> ShortForms.call(form, argument))))
                .orElseGet(() -> mismatch(path, value, "must be " + forms.describe(type.isRecord())));
    }

    private Optional<Object> list(JsonArray array, Type element, String path) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            item(array.getValue(i), element, path + "[" + i + "]").ifPresent(items::add);
        }
        return items.size() == array.size() ? Optional.of(List.copyOf(items)) : Optional.empty();
    }

    private Optional<Object> map(JsonObject json, Type element, String path) {
        Map<String, Object> items = new LinkedHashMap<>();
        for (String key : json.fieldNames()) {
            item(json.getValue(key), element, join(path, key)).ifPresent(item -> items.put(key, item));
        }
        return items.size() == json.size() ? Optional.of(Collections.unmodifiableMap(items)) : Optional.empty();
    }

    private Optional<Object> item(@Nullable Object value, Type type, String path) {
        return value == null ? refuse(path, path + " has no value") : convert(value, type, path, null);
    }

    private Optional<Object> make(RecordShape shape, @Nullable Object[] values, String path) {
        try {
            return Optional.of(shape.make(values));
        } catch (InvalidSettings e) {
            e.findings().forEach(f -> findings.add(f.severity(), join(path, f.path()), f.message()));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String first = message.split("[ .\\[]", 2)[0];
            refuse(shape.components().containsKey(first) ? join(path, first) : path, message);
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError fatal) {
                throw fatal;
            }
            refuse(path, "the settings were refused without a reason: " + e);
        }
        return Optional.empty();
    }

    private Optional<Object> read(String path, Object value, Supplier<Object> reader) {
        try {
            return Optional.of(reader.get());
        } catch (IllegalArgumentException e) {
            return mismatch(path, value, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Object> mismatch(String path, Object value, String rule) {
        String key = path.substring(path.lastIndexOf('.') + 1);
        String shown = SecretKeys.isSecret(key) ? rule.replace(value.toString(), SecretKeys.HIDDEN) : rule;
        return refuse(path, key + " is " + Shown.value(key, value) + " but " + shown);
    }

    private Optional<Object> unsupported(String path, Type type) {
        return refuse(
                path,
                "settings can't be mapped to the type " + type.getTypeName()
                        + ": see dev.baton.settings.RecordMapper for those that can");
    }

    private <T> Optional<T> refuse(String path, String message) {
        findings.error(path, message);
        return Optional.empty();
    }

    private static boolean isContainer(Class<?> type) {
        return type.isRecord()
                || type == List.class
                || type == Map.class
                || type == JsonObject.class
                || type == JsonArray.class;
    }

    private static String join(String path, String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + '.' + key;
    }

    /** A component's value, which may be null. */
    private record Slot(@Nullable Object value) {}
}
