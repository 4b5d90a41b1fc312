package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** A Logback that is ready at once, and has looked for nothing. */
class PlainLogbackTest {
    @Test
    void isReadyAndHasLookedForNothing() {
        PlainLogback logback = new PlainLogback();
        logback.initialize();

        LoggerContext context = (LoggerContext) logback.getLoggerFactory();
        assertThat(context.isStarted()).isTrue();
        assertThat(context.getStatusManager().getCopyOfStatusList()).isEmpty();
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .isExhausted();
        assertThat(context.getMDCAdapter()).isSameAs(logback.getMDCAdapter());
    }
}
