package dev.baton.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WireTroublesTest {
    private final AtomicLong now = new AtomicLong();
    private final WireTroubles troubles = new WireTroubles(now::get);
    private final Logger logger = (Logger) LoggerFactory.getLogger("baton.cluster");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void end() {
        logger.detachAppender(lines);
    }

    @Test
    void aFloodIsCountedAndOneLineAMinuteIsLogged() {
        for (int i = 0; i < 1_000; i++) {
            troubles.refused("n2", "it is nonsense");
        }
        assertThat(lines.list).hasSize(1);
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        troubles.refused("n2", "it is nonsense");
        assertThat(lines.list).hasSize(2);
        assertThat(lines.list.get(1).getKeyValuePairs()).anySatisfy(pair -> {
            assertThat(pair.key).isEqualTo("count");
            assertThat(pair.value).isEqualTo(1_000L);
        });
        assertThat(troubles.count()).isEqualTo(1_001);
    }

    @Test
    void eachNodeHasALineOfItsOwnUpToABound() {
        for (int i = 0; i < 1_000; i++) {
            troubles.refused("n" + i, "it is nonsense");
        }
        assertThat(lines.list).hasSizeBetween(256, 258);
    }

    @Test
    void aNameOfAnyLengthIsCut() {
        troubles.refused(MessageRefused.of("n".repeat(100_000), "it is nonsense"));
        assertThat(lines.list.get(0).getKeyValuePairs()).anySatisfy(pair -> {
            assertThat(pair.key).isEqualTo("node");
            assertThat(pair.value).isEqualTo("n".repeat(Origin.LONGEST));
        });
    }

    @Test
    void aReasonOfAnyLengthIsCut() {
        troubles.refused("n2", "x".repeat(100_000));
        assertThat(lines.list.get(0).getFormattedMessage()).hasSizeLessThan(500);
    }
}
