package @{package};

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.lifecycle.TerminationStatus;
import dev.baton.rehearsal.Rehearsal;
import dev.baton.rehearsal.Rehearsed;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KitchenTest {
    private static final long PATIENCE_SECONDS = 10;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Object> served = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(folder.resolve("orders"));
        vertx.eventBus().consumer("served", message -> served.add(message.body()));
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    private Rehearsed kitchen() {
        // It needs an event bus, so it gets a real Vert.x.
        return Rehearsal.of(new Kitchen())
                .with("folder", folder.toString())
                .with("brewing", "1m")
                .on(vertx)
                .start();
    }

    @Test
    void servesTheOldestOrderFirst() throws Exception {
        Files.writeString(folder.resolve("orders/2.order"), "coffee");
        Files.writeString(folder.resolve("orders/1.order"), "tea");

        Rehearsed kitchen = kitchen().runCycles(2);

        assertThat(kitchen.elapsed()).isEqualTo(Duration.ofMinutes(2));
        assertThat(served.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("tea");
        assertThat(served.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("coffee");
        assertThat(folder.resolve("orders")).isEmptyDirectory();
    }

    @Test
    void leavesAnOrderThatItCantFinish() throws Exception {
        Files.writeString(folder.resolve("orders/1.order"), "tea");

        Rehearsed kitchen = kitchen().stopAfter(Duration.ofSeconds(30)).runToEnd();

        assertThat(kitchen.status()).isEqualTo(TerminationStatus.SUCCESS);
        assertThat(kitchen.elapsed()).isEqualTo(Duration.ofSeconds(30));
        assertThat(kitchen.log()).containsExactly("WARNING Closing time: tea is left for tomorrow");
        assertThat(folder.resolve("orders/1.order")).exists();
    }
}
