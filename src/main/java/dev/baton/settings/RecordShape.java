package dev.baton.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A record seen from settings: its components by key, its constant {@code DEFAULT}, and how to make one. Safe to use from any
 * thread.
 */
final class RecordShape {
    private static final String DEFAULT = "DEFAULT";
    private static final ClassValue<RecordShape> KNOWN = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final Class<?> type;
    private final Map<String, RecordComponent> components = new LinkedHashMap<>();
    private final Map<RecordComponent, Boolean> nullable = new ConcurrentHashMap<>();

    /** The one of {@code type}, looked at once. */
    static RecordShape of(Class<?> type) {
        return KNOWN.get(type);
    }

    private RecordShape(Class<?> type) {
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            Key key = component.getAnnotation(Key.class);
            components.put(key == null ? component.getName() : key.value(), component);
        }
    }

    /** In the order of declaration. */
    Map<String, RecordComponent> components() {
        return components;
    }

    boolean isNullable(RecordComponent component) {
        return nullable.computeIfAbsent(
                component, asked -> asked.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    /** The record's constant of its own type, if it has one. */
    Optional<Object> defaults() {
        for (Field field : type.getDeclaredFields()) {
            if (field.getName().equals(DEFAULT) && Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
                return Optional.ofNullable(read(field));
            }
        }
        return Optional.empty();
    }

    static @Nullable Object get(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("component '" + component.getName() + "' can't be read: " + e, e);
        }
    }

    /** Calls the canonical constructor; what it throws is thrown on. */
    Object make(Object[] values) throws Throwable {
        RecordComponent[] all = type.getRecordComponents();
        Class<?>[] types = new Class<?>[all.length];
        for (int i = 0; i < all.length; i++) {
            types[i] = all[i].getType();
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static @Nullable Object read(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the constant " + field + " can't be read", e);
        }
    }
}
