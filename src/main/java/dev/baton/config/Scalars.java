package dev.baton.config;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The JSON values of YAML's scalars. */
final class Scalars {
    private Scalars() {}

    /** A value, which may be null. */
    record Value(@Nullable Object json) {}

    /** Empty if the tag isn't one of JSON's types, or the text not of its tag. */
    static Optional<Value> read(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        try {
            if (tag.equals(Tag.STR)) {
                return Optional.of(new Value(text));
            }
            if (tag.equals(Tag.NULL)) {
                return Optional.of(new Value(null));
            }
            if (tag.equals(Tag.BOOL)) {
                return Optional.of(new Value(text.toLowerCase(Locale.ROOT).equals("true")));
            }
            if (tag.equals(Tag.INT)) {
                return Optional.of(new Value(whole(text)));
            }
            return tag.equals(Tag.FLOAT) ? Optional.of(new Value(decimal(text))) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Number whole(String text) {
        BigInteger value = text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static double decimal(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        if (plain.endsWith(".inf")) {
            return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return plain.equals(".nan") ? Double.NaN : Double.parseDouble(plain);
    }
}
