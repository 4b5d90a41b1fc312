package dev.baton.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** Makes the bytes of one log line, its line end included, in UTF-8. Called by any thread; must not throw. */
interface LineFormat {
    byte[] line(ILoggingEvent event);
}
