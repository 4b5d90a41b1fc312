package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineQueueTest {
    private static final byte[] TEN = "123456789\n".getBytes(StandardCharsets.UTF_8);

    private final LineQueue queue = new LineQueue(80, missing -> (missing + "\n").getBytes(StandardCharsets.UTF_8));

    @Test
    void leavesRoomForLinesThatMatter() {
        assertThat(offered(20, false)).isEqualTo(7);
        assertThat(offered(20, true)).isEqualTo(1);
        assertThat(queue.dropped()).isEqualTo(13 + 19);
    }

    @Test
    void notesInTheirPlaceHowManyLinesAreMissing() throws InterruptedException {
        offered(10, false);
        List<byte[]> first = queue.take();
        queue.written(first);
        queue.offer(TEN, false, Duration.ZERO);

        assertThat(first).hasSize(7);
        assertThat(queue.take().stream().map(LineQueueTest::text)).containsExactly("3\n", "123456789\n");
    }

    @Test
    void notesTheMissingLinesEvenWhenNoOtherFollows() throws InterruptedException {
        offered(10, false);
        queue.written(queue.take());

        assertThat(queue.take().stream().map(LineQueueTest::text)).containsExactly("3\n");
    }

    @Test
    void countsALineAsUnderWayUntilItIsWritten() throws InterruptedException {
        offered(7, false);
        queue.take();

        assertThat(queue.offer(TEN, false, Duration.ZERO)).isFalse();
    }

    @Test
    void letsAPatientThreadWaitForRoom() throws Exception {
        offered(7, false);

        CompletableFuture<Boolean> patient =
                CompletableFuture.supplyAsync(() -> queue.offer(TEN, false, Duration.ofMinutes(1)));
        queue.written(queue.take());

        assertThat(patient.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void dropsTheLineOfAnInterruptedThreadAndKeepsTheInterrupt() {
        offered(7, false);
        Thread.currentThread().interrupt();

        boolean taken = queue.offer(TEN, false, Duration.ofMinutes(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(taken).isFalse();
    }

    @Test
    void letsALineThroughAloneThatIsLargerThanTheQueue() {
        assertThat(queue.offer(new byte[1000], false, Duration.ZERO)).isTrue();
        assertThat(queue.offer(TEN, true, Duration.ZERO)).isFalse();
    }

    @Test
    void givesWhatIsLeftAfterItsEnd() throws InterruptedException {
        offered(2, false);
        queue.close();

        assertThat(queue.offer(TEN, true, Duration.ofMinutes(1))).isFalse();
        assertThat(queue.take()).hasSize(2);
        assertThat(queue.take()).isEmpty();
        assertThat(queue.dropped()).isZero();
    }

    private int offered(int times, boolean matters) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += queue.offer(TEN, matters, Duration.ZERO) ? 1 : 0;
        }
        return taken;
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
