package dev.baton.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes of UTF-8 to maps, lists, strings, numbers, booleans and nulls, and writers' output to bytes. */
final class JsonText {
    private static final int USUAL_SIZE = 1024;
    /** As deep as Vert.x encodes. */
    private static final int DEEPEST_REPLY = 1_000;

    private static final JsonFactory REQUESTS = reading(StreamReadConstraints.builder()
            .maxNestingDepth(Protocol.DEEPEST_REQUEST)
            .maxNumberLength(40)
            .build());
    private static final JsonFactory REPLIES = reading(StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST_REPLY)
            .maxStringLength(Integer.MAX_VALUE)
            .build());
    private static final JsonFactory WRITING = new JsonFactory();
    /** Writes half a surrogate pair, too, which the other one refuses because there is no UTF-8 for it. */
    private static final JsonFactory ESCAPING =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonText() {}

    /** Writes one value. */
    interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    private static JsonFactory reading(StreamReadConstraints constraints) {
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    static byte[] line(Writer writer) {
        return bytes(writer, true);
    }

    static byte[] bytes(Writer writer) {
        return bytes(writer, false);
    }

    private static byte[] bytes(Writer writer, boolean lineEnd) {
        try {
            return bytes(WRITING, writer, lineEnd);
        } catch (JsonGenerationException halfPair) {
            return escaped(writer, lineEnd);
        } catch (IOException e) {
            throw new UncheckedIOException("an answer can't be written as JSON", e);
        }
    }

    private static byte[] escaped(Writer writer, boolean lineEnd) {
        try {
            return bytes(ESCAPING, writer, lineEnd);
        } catch (IOException e) {
            throw new UncheckedIOException("an answer can't be written as JSON", e);
        }
    }

    private static byte[] bytes(JsonFactory factory, Writer writer, boolean lineEnd) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            writer.write(json);
            if (lineEnd) {
                json.writeRaw('\n');
            }
        }
        return bytes.toByteArray();
    }

    /**
     * The object of a request.
     *
     * @throws IOException with what is wrong, if it isn't strictly UTF-8, strictly JSON, an object, or small and flat enough
     */
    static Map<String, @Nullable Object> readRequest(byte[] bytes, int offset, int length) throws IOException {
        return read(REQUESTS, bytes, offset, length);
    }

    /** The object of a reply. */
    static Map<String, @Nullable Object> readReply(byte[] bytes, int offset, int length) throws IOException {
        return read(REPLIES, bytes, offset, length);
    }

    private static Map<String, @Nullable Object> read(JsonFactory factory, byte[] bytes, int offset, int length)
            throws IOException {
        // From characters: the reader of bytes guesses at other encodings and lets overlong UTF-8 pass.
        char[] characters = characters(bytes, offset, length);
        try (JsonParser parser = factory.createParser(characters)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            Map<String, @Nullable Object> object = object(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something follows the JSON object on the same line");
            }
            return object;
        }
    }

    private static char[] characters(byte[] bytes, int offset, int length) throws IOException {
        char[] characters = new char[length];
        for (int i = 0; i < length; i++) {
            byte b = bytes[offset + i];
            if (b < 0) {
                return decoded(bytes, offset, length);
            }
            characters[i] = (char) b;
        }
        return characters;
    }

    private static char[] decoded(byte[] bytes, int offset, int length) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString()
                    .toCharArray();
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            if (object.containsKey(key)) {
                throw new IOException("the key '" + key + "' stands twice in one object");
            }
            object.put(key, value(parser));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getNumberValue();
        };
    }
}
