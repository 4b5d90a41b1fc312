package dev.baton.config;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The schema that editors use too. The settings records speak first, for they know what was probably meant; the schema
 * adds what they leave unsaid, so that what an editor marks is refused here as well.
 */
final class ConfigSchema {
    static final String RESOURCE = "/baton.schema.json";

    private ConfigSchema() {}

    /**
     * Adds what the schema has against {@code tree} in places of which {@code findings} say nothing yet.
     *
     * @param doubtful places of values that the records may have read otherwise, which are left to them
     */
    static void check(JsonObject tree, Set<String> doubtful, Findings findings) {
        Set<String> told = findings.all().stream().map(Finding::path).collect(Collectors.toCollection(HashSet::new));
        told.addAll(doubtful);
        if (lets(tree)) {
            return;
        }
        for (ValidationMessage message : messages(tree)) {
            String path = path(message);
            if (told.stream().noneMatch(other -> isWithin(path, other) || isWithin(other, path))) {
                told.add(path);
                findings.error(path, sentence(message));
            }
        }
    }

    /** Reads ahead what {@link #lets} needs; blocks. */
    static void prepare() {
        lets(new JsonObject());
    }

    /** Whether {@code tree} is as the schema says; finds that out sooner than {@link #messages}, but not what is wrong. */
    static boolean lets(JsonObject tree) {
        return Boolean.TRUE.equals(Quick.VALIDATOR.validate(tree).getValid());
    }

    static Set<ValidationMessage> messages(JsonObject tree) {
        return Telling.SCHEMA.validate(tree.encode(), InputFormat.JSON);
    }

    private static <T> T read(Reader<T> reader) {
        try (InputStream in = ConfigSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from Baton's jar");
            }
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    private static String path(ValidationMessage message) {
        String path = "";
        JsonNodePath location = message.getInstanceLocation();
        for (int i = 0; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            path = element instanceof Integer index ? Places.join(path, index) : Places.join(path, element.toString());
        }
        @Nullable String property = message.getProperty();
        return property == null ? path : Places.join(path, property);
    }

    private static String sentence(ValidationMessage message) {
        String text = String.valueOf(message.getMessage());
        String location = message.getInstanceLocation() + ": ";
        return text.startsWith(location) ? text.substring(location.length()) : text;
    }

    private static boolean isWithin(String inner, String outer) {
        return inner.equals(outer) || outer.isEmpty() || inner.startsWith(outer + '.') || inner.startsWith(outer + '[');
    }

    /** Read when first used, and once. */
    private static final class Quick {
        static final Validator VALIDATOR = Validator.create(
                JsonSchema.of(ConfigSchema.read(Quick::document)),
                new JsonSchemaOptions()
                        .setDraft(Draft.DRAFT202012)
                        .setBaseUri("app://baton")
                        .setOutputFormat(OutputFormat.Flag));

        /** By the codec that takes the fewest classes; Vert.x's usual one maps objects, too. */
        @SuppressWarnings("unchecked")
        private static JsonObject document(InputStream in) throws IOException {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new JsonObject(JacksonCodec.<Map<String, Object>>fromParser(
                    JacksonCodec.createParser(text), (Class<Map<String, Object>>) (Class<?>) Map.class));
        }
    }

    /** Read when first something is wrong, and once. */
    private static final class Telling {
        static final com.networknt.schema.JsonSchema SCHEMA = ConfigSchema.read(in ->
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in));
    }
}
