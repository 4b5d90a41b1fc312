package dev.baton.cluster.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.command.Answer;
import dev.baton.command.Command;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes to UTF-8 JSON and back: {@code {"v":1,"op":"delta","from":"n1","start":"kx-1","body":{…}}}. A body is a record, and
 * an object of its components; a duration is a number of nanoseconds, an instant and a path are texts. Where a record holds a
 * {@link Command} or an {@link Answer}, the JSON says which of them in a word: {@code {"agent-status":{"agent":"a"}}}. Never is
 * a class named.
 *
 * <p>Whoever reads ignores what it doesn't know, and refuses a component that is missing or null unless it may be null. So within
 * one protocol version a record may get components that may be null, and nothing else may change.
 */
public final class WireJson {
    private static final String V = "v";
    private static final String OP = "op";
    private static final String FROM = "from";
    private static final String START = "start";
    private static final String BODY = "body";
    private static final int DEEPEST = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(40)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .annotationIntrospector(new RecordRules())
            .addModule(Kinds.of(Command.class, Answer.class))
            .addModule(Scalars.module())
            .build();

    /** Writes half a surrogate pair, too, for which there is no UTF-8. */
    private static final JsonFactory ESCAPING =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private WireJson() {}

    /**
     * The message in which {@code from} says {@code body}.
     *
     * @throws MessageRefused if it is larger than a message may be
     */
    public static Buffer write(Origin from, String op, Record body) throws MessageRefused {
        Buffer message = writeAnySize(from, op, body);
        if (message.length() > WireLimits.LARGEST_MESSAGE) {
            throw MessageRefused.of(from.node(), tooLarge(op + " is", message.length()));
        }
        return message;
    }

    private static String tooLarge(String what, int length) {
        return what + ' ' + length + " bytes long; a message may have at most " + WireLimits.LARGEST_MESSAGE
                + ": ask for less at once";
    }

    /** As {@link #write}, to be measured by whoever sends it. */
    public static Buffer writeAnySize(Origin from, String op, Record body) {
        try {
            return write(MAPPER.getFactory(), from, op, body);
        } catch (JsonGenerationException | JsonMappingException halfPair) {
            return writeEscaped(from, op, body);
        } catch (IOException e) {
            throw unwritable(op, e);
        }
    }

    private static Buffer writeEscaped(Origin from, String op, Record body) {
        try {
            return write(ESCAPING, from, op, body);
        } catch (IOException e) {
            throw unwritable(op, e);
        }
    }

    private static IllegalStateException unwritable(String op, IOException cause) {
        return new IllegalStateException("a message '" + op + "' can't be written as JSON", cause);
    }

    private static Buffer write(JsonFactory factory, Origin from, String op, Record body) throws IOException {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator json = factory.createGenerator(bytes)) {
            json.setCodec(MAPPER);
            json.writeStartObject();
            json.writeNumberField(V, WireLimits.VERSION);
            json.writeStringField(OP, op);
            json.writeStringField(FROM, from.node());
            json.writeStringField(START, from.start());
            json.writeFieldName(BODY);
            MAPPER.writeValue(json, body);
            json.writeEndObject();
            json.flush();
            return Buffer.buffer(bytes.toByteArray());
        }
    }

    /**
     * The bytes of a message that came over the event bus.
     *
     * @throws MessageRefused if it has none
     */
    public static Buffer body(@Nullable Object message) throws MessageRefused {
        if (message instanceof Buffer bytes) {
            return bytes;
        }
        throw MessageRefused.of(null, "it is no buffer");
    }

    /**
     * What {@code message} says.
     *
     * @param ops which messages are expected, each with the record of its body; no other is read
     * @throws MessageRefused if it is too large, of another protocol version, not expected, or not as it should be
     */
    public static Envelope<?> read(Buffer message, Map<String, Class<? extends Record>> ops) throws MessageRefused {
        if (message.length() > WireLimits.LARGEST_MESSAGE) {
            throw MessageRefused.of(null, tooLarge("it is", message.length()));
        }
        return readAnySize(message, ops);
    }

    /** As {@link #read}, of what came in pieces that were measured. */
    public static Envelope<?> readAnySize(Buffer message, Map<String, Class<? extends Record>> ops)
            throws MessageRefused {
        Header header = new Header();
        try (JsonParser json = MAPPER.createParser(message.getBytes())) {
            return header.read(json, ops);
        } catch (JsonProcessingException e) {
            throw MessageRefused.of(header.from, "it can't be read: " + e.getOriginalMessage(), e);
        } catch (IOException | RuntimeException e) {
            // Records refuse wrong values in their constructors.
            throw MessageRefused.of(header.from, "it can't be read: " + e.getMessage(), e);
        }
    }

    /** What stands before the body, as far as it was read. */
    private static final class Header {
        private int version;
        private @Nullable String op;
        private @Nullable String from;
        private @Nullable String start;

        Envelope<?> read(JsonParser json, Map<String, Class<? extends Record>> ops) throws IOException, MessageRefused {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw MessageRefused.of(null, "it is no JSON object");
            }
            for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                json.nextToken();
                switch (key) {
                    case V -> version = json.getIntValue();
                    case OP -> op = json.getText();
                    case FROM -> from = json.getText();
                    case START -> start = json.getText();
                    case BODY -> {
                        return envelope(json, ops);
                    }
                    default -> json.skipChildren();
                }
            }
            requireVersion();
            throw MessageRefused.of(from, "it has no body");
        }

        private Envelope<?> envelope(JsonParser json, Map<String, Class<? extends Record>> ops)
                throws IOException, MessageRefused {
            requireVersion();
            if (op == null || from == null || start == null) {
                throw MessageRefused.of(from, "it does not say what it is and who sent it");
            }
            Class<? extends Record> type = ops.get(op);
            if (type == null) {
                throw MessageRefused.of(from, "nothing is known of a message '" + op + "' here");
            }
            Record body = MAPPER.readValue(json, type);
            if (body == null || json.nextToken() != JsonToken.END_OBJECT) {
                throw MessageRefused.of(from, "its end is not where it should be");
            }
            return new Envelope<>(new Origin(from, start), op, body);
        }

        private void requireVersion() throws MessageRefused {
            if (version != WireLimits.VERSION) {
                throw MessageRefused.of(
                        from,
                        "it is of protocol version " + version + ", this node speaks " + WireLimits.VERSION
                                + ": run one version of Baton on all nodes");
            }
        }
    }
}
