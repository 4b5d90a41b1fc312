package dev.baton.cluster.wire;

import org.jspecify.annotations.Nullable;

/** A message that can't be read or sent; says why. Has no stack trace, as anybody may cause any number of them. */
public final class MessageRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String peer;

    private MessageRefused(String peer, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.peer = peer.length() <= Origin.LONGEST ? peer : peer.substring(0, Origin.LONGEST);
    }

    static MessageRefused of(@Nullable String peer, String why) {
        return new MessageRefused(peer == null ? "" : peer, why, null);
    }

    static MessageRefused of(@Nullable String peer, String why, Throwable cause) {
        return new MessageRefused(peer == null ? "" : peer, why, cause);
    }

    /** The node it came from by its own word, at most as long as such a name may be; empty if it doesn't say. */
    public String peer() {
        return peer;
    }

    /** Why; never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
