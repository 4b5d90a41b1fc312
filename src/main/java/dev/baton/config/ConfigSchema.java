package dev.baton.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
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
        for (ValidationMessage message : Holder.SCHEMA.validate(tree.encode(), InputFormat.JSON)) {
            String path = path(message);
            if (told.stream().noneMatch(other -> isWithin(path, other) || isWithin(other, path))) {
                told.add(path);
                findings.error(path, sentence(message));
            }
        }
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
    private static final class Holder {
        static final JsonSchema SCHEMA = read();

        private static JsonSchema read() {
            try (InputStream in = ConfigSchema.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("the resource " + RESOURCE + " is missing from Baton's jar");
                }
                return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(new ObjectMapper().readTree(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
