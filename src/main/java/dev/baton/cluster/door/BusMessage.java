package dev.baton.cluster.door;

import io.netty.buffer.ByteBuf;
import io.vertx.core.eventbus.ReplyFailure;
import org.jspecify.annotations.Nullable;

/**
 * One message as Vert.x 5 writes it for other nodes, in its {@code ClusteredMessage}, looked at without being read:
 *
 * <pre>
 *   version  codec  [name of codec]  to all?  address  reply address  sender  headers  body
 *
 *   text: its length, its bytes in UTF-8
 *   headers: their length with this number, [how many, then a name and a value for each]
 * </pre>
 *
 * <p>Vert.x takes each of those lengths for true and makes an array of that size before it looks whether so much has come: so 50
 * bytes would do for 2 GB.
 */
final class BusMessage {
    /** How long the number is that stands before each message and all text. */
    static final int LENGTH = Integer.BYTES;

    private static final byte VERSION = 2;
    private static final byte BY_NAME = -1;

    private final ByteBuf bytes;
    private final int end;
    private int at;

    /** What stands between {@code start} and {@code end}, without the length before it. */
    BusMessage(ByteBuf bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** What keeps it from being a message, in words; null if nothing does. */
    @Nullable
    String fault() {
        try {
            look();
            return null;
        } catch (Untrue untrue) {
            return untrue.getMessage();
        }
    }

    private void look() {
        byte version = take("version");
        if (version != VERSION) {
            throw new Untrue("its version is " + version + " and not " + VERSION);
        }
        byte codec = take("codec");
        if (codec == BY_NAME) {
            text("name of the codec");
        }
        skip("way", 1);
        text("address");
        text("reply address");
        text("sender");
        headers();
        body(codec);
        if (at != end) {
            throw new Untrue((end - at) + " bytes follow its body");
        }
    }

    private void headers() {
        int start = at;
        int length = number("headers");
        if (length == LENGTH) {
            return;
        }
        int count = number("headers");
        // Each has two lengths at least.
        if (count < 0 || count > left() / (2 * LENGTH)) {
            throw new Untrue("it says that it has " + count + " headers");
        }
        for (int i = 0; i < count; i++) {
            text("header");
            text("header");
        }
        if (at - start != length) {
            throw new Untrue("its headers have " + (at - start) + " bytes and not " + length);
        }
    }

    private void body(byte codec) {
        switch (codec) {
            case BY_NAME -> at = end;
            case 0, 1 -> {}
            case 2, 3 -> skip("body", Byte.BYTES);
            case 4, 10 -> skip("body", Short.BYTES);
            case 5, 7 -> skip("body", Integer.BYTES);
            case 6, 8 -> skip("body", Long.BYTES);
            // Text, buffers, bytes and JSON.
            case 9, 11, 12, 13, 14 -> text("body");
            case 15 -> failure();
            default -> throw new Untrue("its codec is " + codec + ", and nothing of that kind travels");
        }
    }

    private void failure() {
        byte kind = take("failure");
        if (kind < 0 || kind >= ReplyFailure.values().length) {
            throw new Untrue("its failure is of a kind " + kind + " that is none");
        }
        skip("failure", Integer.BYTES);
        if (take("failure") != 0) {
            text("failure");
        }
    }

    private int left() {
        return end - at;
    }

    private byte take(String what) {
        skip(what, Byte.BYTES);
        return bytes.getByte(at - Byte.BYTES);
    }

    private int number(String what) {
        skip(what, LENGTH);
        return bytes.getInt(at - LENGTH);
    }

    private void text(String what) {
        skip(what, number(what));
    }

    private void skip(String what, int length) {
        if (length < 0 || length > left()) {
            throw new Untrue("its " + what + " has " + length + " bytes, of " + left() + " that are left");
        }
        at += length;
    }

    /** Somebody lies about a length. */
    private static final class Untrue extends RuntimeException {
        private static final long serialVersionUID = 1;

        Untrue(String message) {
            super(message, null, false, false);
        }
    }
}
