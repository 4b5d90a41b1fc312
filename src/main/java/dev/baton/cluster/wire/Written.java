package dev.baton.cluster.wire;

import io.vertx.core.buffer.Buffer;

/**
 * An answer that is JSON already, so whoever had to measure it need not have it written a second time.
 *
 * @param message all of it; made by {@link #of}
 */
public record Written(Buffer message) {
    /** What {@code self} answers, of any size. */
    public static Written of(Origin self, Record answer) {
        return new Written(WireJson.writeAnySize(self, Desk.ANSWER, answer));
    }

    /** Whether it can be sent. */
    public boolean fits() {
        return message.length() <= WireLimits.LARGEST_MESSAGE;
    }
}
