package dev.baton.runtime.child;

import java.io.IOException;

/** What came over a line is not what may come there; the message says what is wrong with it. */
final class Garbled extends IOException {
    private static final long serialVersionUID = 1L;

    Garbled(String message) {
        super(message);
    }

    Garbled(String message, Throwable cause) {
        super(message, cause);
    }
}
