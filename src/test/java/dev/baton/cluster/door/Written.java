package dev.baton.cluster.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.eventbus.impl.CodecManager;
import io.vertx.core.eventbus.impl.clustered.ClusteredMessage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages as Vert.x itself writes them for other nodes, the length before them. */
final class Written {
    private Written() {}

    /** One of each kind, without headers and with them. */
    static List<Buffer> ofEachKind() {
        CodecManager codecs = new CodecManager();
        return List.of(
                of(null, CodecManager.PING_MESSAGE_CODEC, null),
                of(null, CodecManager.NULL_MESSAGE_CODEC, null),
                of(null, CodecManager.NULL_MESSAGE_CODEC, "reply"),
                of("text", codecs, null),
                of("grüße", codecs, "reply"),
                of(Buffer.buffer("bytes"), codecs, "reply"),
                of(Buffer.buffer(), codecs, null),
                of(new byte[] {1, 2, 3}, codecs, null),
                of(new JsonObject().put("a", 1), codecs, "reply"),
                of(new JsonArray().add(1), codecs, null),
                of(1, codecs, null),
                of(2L, codecs, null),
                of(3.5f, codecs, null),
                of(4.5, codecs, null),
                of(true, codecs, null),
                of((short) 5, codecs, null),
                of('c', codecs, null),
                of((byte) 6, codecs, null),
                of(new ReplyException(ReplyFailure.RECIPIENT_FAILURE, 7, "no"), codecs, null),
                of(new ReplyException(ReplyFailure.TIMEOUT, 8, null), codecs, null),
                of("by name", new Named(), "reply"));
    }

    /** Text of so many bytes. */
    static ByteBuf text(int length) {
        return Unpooled.wrappedBuffer(
                of("x".repeat(length), new CodecManager(), null).getBytes());
    }

    private static Buffer of(Object body, CodecManager codecs, @Nullable String replyAddress) {
        return of(body, codecs.lookupCodec(body, null, false), replyAddress);
    }

    @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // no bus is needed to write one
    private static Buffer of(@Nullable Object body, MessageCodec codec, @Nullable String replyAddress) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (replyAddress != null) {
            headers.add("one", "1").add("other", "");
        }
        ClusteredMessage message = new ClusteredMessage("sender", "address", headers, body, codec, true, null);
        message.setReplyAddress(replyAddress);
        return message.encodeToWire();
    }

    /** As an agent may have one. */
    static final class Named implements MessageCodec<String, String> {
        @Override
        public void encodeToWire(Buffer buffer, String text) {
            buffer.appendString(text);
        }

        @Override
        public String decodeFromWire(int position, Buffer buffer) {
            return buffer.getString(position, buffer.length());
        }

        @Override
        public String transform(String text) {
            return text;
        }

        @Override
        public String name() {
            return "named";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
