package @{package};

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.PoolAgent;
import dev.baton.rehearsal.Rehearsal;
import dev.baton.rehearsal.Rehearsed;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    @TempDir
    Path folder;

    private JsonObject member(Class<?> type, String key, long value) {
        return JsonObject.of(
                "class", type.getName(), "config", JsonObject.of("folder", folder.toString(), key, value));
    }

    @Test
    void saysWhenTooManyOrdersWaitAndWhenNoMore() throws IOException {
        Files.createDirectories(folder.resolve("orders"));
        Rehearsed watch = Rehearsal.of(new PoolAgent())
                .with("agents", JsonObject.of(
                        "queue", member(QueueWatch.class, "most", 0),
                        "disk", member(DiskWatch.class, "leastMegabytes", Long.MAX_VALUE)))
                .start();
        Path order = Files.writeString(folder.resolve("orders/1.order"), "tea");

        watch.advance(Duration.ofSeconds(1));
        assertThat(watch.trouble()).isEqualTo("member queue: 1 orders wait");
        assertThat(watch.log()).first().asString().startsWith("WARNING Only ");

        Files.delete(order);
        watch.advance(Duration.ofSeconds(1));
        assertThat(watch.trouble()).isEmpty();
    }
}
