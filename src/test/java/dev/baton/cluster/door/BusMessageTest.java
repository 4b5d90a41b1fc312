package dev.baton.cluster.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.impl.CodecManager;
import io.vertx.core.eventbus.impl.clustered.ClusteredMessage;
import io.vertx.core.json.DecodeException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BusMessageTest {
    private static final int SPOILT = 50_000;

    @Test
    void whateverVertxWritesIsAMessage() {
        assertThat(Written.ofEachKind()).allSatisfy(written -> {
            assertThat(written.getInt(0)).isEqualTo(written.length() - BusMessage.LENGTH);
            assertThat(fault(written)).isNull();
        });
    }

    @Test
    void anythingThatIsCutOffIsNone() {
        for (Buffer written : Written.ofEachKind()) {
            // What somebody else's codec reads may be of any length.
            boolean isNamed = written.toString().contains("by name");
            int shortest = isNamed ? written.length() - "by name".length() : written.length();
            for (int length = BusMessage.LENGTH; length < shortest; length++) {
                assertThat(fault(written.getBuffer(0, length)))
                        .as(written + " up to " + length)
                        .isNotNull();
            }
        }
    }

    /** Four bytes anywhere in it are made into a large, a negative or any number; Vert.x reads what is let through. */
    @Test
    void whatIsLetThroughCanBeRead() {
        Random random = new Random(7);
        List<Buffer> all = Written.ofEachKind();
        CodecManager codecs = new CodecManager();
        codecs.registerCodec(new Written.Named());
        for (int i = 0; i < SPOILT; i++) {
            Buffer spoilt = all.get(random.nextInt(all.size())).copy();
            int at = BusMessage.LENGTH + random.nextInt(spoilt.length() - 2 * BusMessage.LENGTH + 1);
            int number = i % 3 == 0 ? Integer.MAX_VALUE - random.nextInt(2_000) : random.nextInt();
            spoilt.setInt(at, i % 3 == 1 ? random.nextInt(64) - 16 : number);
            if (fault(spoilt) == null) {
                Buffer bytes = spoilt.getBuffer(BusMessage.LENGTH, spoilt.length());
                assertThatCode(() -> read(bytes, codecs)).as(spoilt.toString()).doesNotThrowAnyException();
            }
        }
    }

    @SuppressWarnings("NullAway") // no bus is needed to read one
    private static void read(Buffer bytes, CodecManager codecs) {
        ClusteredMessage<Object, Object> message = new ClusteredMessage<>(null);
        message.readFromWire(bytes, codecs);
        message.headers();
        if (message.codec() != null) {
            try {
                message.body();
            } catch (DecodeException noJson) {
                // Whoever asks for it is told.
            }
        }
    }

    @Test
    void objectsAreNone() {
        Buffer written = Written.ofEachKind().get(0);
        for (byte codec : new byte[] {16, 17, 18, 127, -2}) {
            written.setByte(BusMessage.LENGTH + 1, codec);
            assertThat(fault(written)).isEqualTo("its codec is " + codec + ", and nothing of that kind travels");
        }
    }

    @Test
    void whatIsWrongIsToldWithItsNumbers() {
        Buffer written = Written.ofEachKind().get(0);
        // After the version, the codec and the way.
        written.setInt(BusMessage.LENGTH + 3, 2_000_000_000);
        assertThat(fault(written)).startsWith("its address has 2000000000 bytes, of ");
        written.setByte(BusMessage.LENGTH, (byte) 9);
        assertThat(fault(written)).isEqualTo("its version is 9 and not 2");
    }

    private static @Nullable String fault(Buffer written) {
        ByteBuf bytes = Unpooled.wrappedBuffer(written.getBytes());
        return new BusMessage(bytes, BusMessage.LENGTH, bytes.writerIndex()).fault();
    }
}
