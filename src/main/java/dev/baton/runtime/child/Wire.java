package dev.baton.runtime.child;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of a few known classes as bytes, and back. What comes is checked against the classes: each component must have its
 * type, and be there unless it may be null. Safe to use from any thread.
 */
final class Wire {
    private final List<Shape> kinds;
    private final Map<Class<?>, Integer> numbers = new HashMap<>();
    private final Map<Class<?>, Shape> shapes = new HashMap<>();

    /** For the records that are permitted subclasses of {@code sealed}, and the records in them. */
    Wire(Class<?> sealed) {
        kinds = Arrays.stream(sealed.getPermittedSubclasses()).map(this::shape).toList();
        for (int i = 0; i < kinds.size(); i++) {
            numbers.put(kinds.get(i).type, i);
        }
    }

    byte[] encode(Record message) {
        Integer number = numbers.get(message.getClass());
        if (number == null) {
            throw new IllegalArgumentException(message.getClass() + " is no message of this line");
        }
        return Values.encode(List.of(number, plain(message)));
    }

    Record decode(byte[] bytes) throws Garbled {
        if (Values.decode(bytes) instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Integer number
                && number >= 0
                && number < kinds.size()) {
            return record(kinds.get(number), pair.get(1));
        }
        throw new Garbled("it is no message");
    }

    // ---------------------------------------------------------------------------------------------- to plain values

    private @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Record record) {
            Shape shape = shapes.get(record.getClass());
            if (shape == null) {
                throw new IllegalArgumentException("a " + record.getClass().getName() + " can't leave this JVM");
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (RecordComponent component : shape.components) {
                values.add(plain(read(component, record)));
            }
            return values;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.forEach(each -> values.add(plain(each)));
            return values;
        }
        return value;
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the component " + component + " can't be read", e);
        }
    }

    // ---------------------------------------------------------------------------------------------- and back

    private Record record(Shape shape, @Nullable Object plain) throws Garbled {
        if (!(plain instanceof List<?> values) || values.size() != shape.components.length) {
            throw new Garbled("it is no " + shape.type.getSimpleName());
        }
        @Nullable Object[] arguments = new Object[shape.components.length];
        for (int i = 0; i < arguments.length; i++) {
            RecordComponent component = shape.components[i];
            Object value = values.get(i);
            if (value == null && !shape.nullable[i]) {
                throw new Garbled(component.getName() + " of " + shape.type.getSimpleName() + " is missing");
            }
            arguments[i] = value == null ? null : typed(component.getGenericType(), value);
        }
        try {
            return shape.constructor.newInstance(arguments);
        } catch (InvocationTargetException | IllegalArgumentException e) {
            throw new Garbled("a " + shape.type.getSimpleName() + " can't be made of it", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + shape.type + " can't be made", e);
        }
    }

    private Object typed(Type type, Object value) throws Garbled {
        if (type instanceof ParameterizedType generic && value instanceof List<?> list) {
            List<@Nullable Object> typed = new ArrayList<>();
            for (Object each : list) {
                typed.add(each == null ? null : typed(generic.getActualTypeArguments()[0], each));
            }
            return typed;
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            Shape shape = shapes.get(plain);
            if (shape != null) {
                return record(shape, value);
            }
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            for (Object constant : plain.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(value)) {
                    return constant;
                }
            }
            throw new Garbled("there is no such " + plain.getSimpleName());
        }
        return value;
    }

    // ---------------------------------------------------------------------------------------------- shapes

    private Shape shape(Class<?> type) {
        Shape known = shapes.get(type);
        if (known != null) {
            return known;
        }
        Shape shape = new Shape(type.asSubclass(Record.class));
        shapes.put(type, shape);
        for (RecordComponent component : shape.components) {
            inside(component.getGenericType());
        }
        return shape;
    }

    private void inside(Type type) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                inside(argument);
            }
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            shape(plain);
        }
    }

    /** What is asked of a class again and again. */
    private static final class Shape {
        private final Class<? extends Record> type;
        private final RecordComponent[] components;
        private final boolean[] nullable;
        private final Constructor<? extends Record> constructor;

        Shape(Class<? extends Record> type) {
            this.type = type;
            components = type.getRecordComponents();
            nullable = new boolean[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                components[i].getAccessor().setAccessible(true);
                types[i] = components[i].getType();
                nullable[i] = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            }
            try {
                constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " lacks its constructor", e);
            }
        }
    }
}
