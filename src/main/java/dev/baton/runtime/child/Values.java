package dev.baton.runtime.child;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plain values as bytes, and back as the same types: null, booleans, numbers, characters, strings, byte arrays, lists, and
 * maps with strings as keys. JSON would make an Integer of a small Long, which a listener in the same JVM never meets.
 */
final class Values {
    private static final int DEEPEST = 64;

    private static final byte NULL = 0;
    private static final byte FALSE = 1;
    private static final byte TRUE = 2;
    private static final byte BYTE = 3;
    private static final byte SHORT = 4;
    private static final byte INT = 5;
    private static final byte LONG = 6;
    private static final byte FLOAT = 7;
    private static final byte DOUBLE = 8;
    private static final byte CHAR = 9;
    private static final byte INTEGER = 10;
    private static final byte DECIMAL = 11;
    private static final byte STRING = 12;
    private static final byte BYTES = 13;
    private static final byte LIST = 14;
    private static final byte MAP = 15;

    private Values() {}

    /** @throws IllegalArgumentException for a value of another type, or one that nests too deep to be read again */
    static byte[] encode(@Nullable Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try {
            write(new DataOutputStream(bytes), value, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static @Nullable Object decode(byte[] bytes) throws Garbled {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        try {
            Object value = read(from, 0);
            if (from.hasRemaining()) {
                throw new Garbled(from.remaining() + " bytes too many");
            }
            return value;
        } catch (BufferUnderflowException e) {
            throw new Garbled("it breaks off", e);
        } catch (NumberFormatException e) {
            throw new Garbled("a number is none", e);
        }
    }

    private static void write(DataOutputStream to, @Nullable Object value, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("what nests deeper than " + DEEPEST + " levels can't leave this JVM");
        }
        if (value == null) {
            to.writeByte(NULL);
        } else if (value instanceof Boolean bool) {
            to.writeByte(bool ? TRUE : FALSE);
        } else if (value instanceof String text) {
            sized(to, STRING, text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof byte[] bytes) {
            sized(to, BYTES, bytes);
        } else if (value instanceof List<?> list) {
            to.writeByte(LIST);
            to.writeInt(list.size());
            for (Object each : list) {
                write(to, each, depth + 1);
            }
        } else if (value instanceof Map<?, ?> map) {
            to.writeByte(MAP);
            to.writeInt(map.size());
            for (Map.Entry<?, ?> each : map.entrySet()) {
                write(to, String.valueOf(each.getKey()), depth + 1);
                write(to, each.getValue(), depth + 1);
            }
        } else {
            writeNumber(to, value);
        }
    }

    private static void writeNumber(DataOutputStream to, Object value) throws IOException {
        if (value instanceof Integer number) {
            to.writeByte(INT);
            to.writeInt(number);
        } else if (value instanceof Long number) {
            to.writeByte(LONG);
            to.writeLong(number);
        } else if (value instanceof Double number) {
            to.writeByte(DOUBLE);
            to.writeDouble(number);
        } else if (value instanceof Float number) {
            to.writeByte(FLOAT);
            to.writeFloat(number);
        } else if (value instanceof Short number) {
            to.writeByte(SHORT);
            to.writeShort(number);
        } else if (value instanceof Byte number) {
            to.writeByte(BYTE);
            to.writeByte(number);
        } else if (value instanceof Character character) {
            to.writeByte(CHAR);
            to.writeChar(character);
        } else if (value instanceof BigInteger number) {
            sized(to, INTEGER, number.toByteArray());
        } else if (value instanceof BigDecimal number) {
            sized(to, DECIMAL, number.toString().getBytes(StandardCharsets.UTF_8));
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " can't leave this JVM");
        }
    }

    private static void sized(DataOutputStream to, byte type, byte[] bytes) throws IOException {
        to.writeByte(type);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static @Nullable Object read(ByteBuffer from, int depth) throws Garbled {
        if (depth > DEEPEST) {
            throw new Garbled("it nests deeper than " + DEEPEST + " levels");
        }
        byte type = from.get();
        return switch (type) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case BYTE -> from.get();
            case SHORT -> from.getShort();
            case INT -> from.getInt();
            case LONG -> from.getLong();
            case FLOAT -> from.getFloat();
            case DOUBLE -> from.getDouble();
            case CHAR -> from.getChar();
            case INTEGER -> new BigInteger(bytes(from));
            case DECIMAL -> new BigDecimal(text(from));
            case STRING -> text(from);
            case BYTES -> bytes(from);
            case LIST -> list(from, depth);
            case MAP -> map(from, depth);
            default -> throw new Garbled("there is no type " + type);
        };
    }

    private static List<@Nullable Object> list(ByteBuffer from, int depth) throws Garbled {
        int size = size(from);
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(read(from, depth + 1));
        }
        return Collections.unmodifiableList(list);
    }

    @SuppressWarnings("NullAway") // a map of JSON values holds nulls
    private static Map<String, Object> map(ByteBuffer from, int depth) throws Garbled {
        int size = size(from);
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            if (!(read(from, depth + 1) instanceof String key)) {
                throw new Garbled("a key is no string");
            }
            map.put(key, read(from, depth + 1));
        }
        return Collections.unmodifiableMap(map);
    }

    private static String text(ByteBuffer from) throws Garbled {
        return new String(bytes(from), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer from) throws Garbled {
        byte[] bytes = new byte[size(from)];
        from.get(bytes);
        return bytes;
    }

    /** Of something of which each element takes a byte at least, so that nobody can have more made than was sent. */
    private static int size(ByteBuffer from) throws Garbled {
        int size = from.getInt();
        if (size < 0 || size > from.remaining()) {
            throw new Garbled("it holds " + size + " of something but only " + from.remaining() + " bytes follow");
        }
        return size;
    }
}
