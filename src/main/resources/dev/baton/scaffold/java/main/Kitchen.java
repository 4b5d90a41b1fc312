package @{package};

import dev.baton.agent.LoopingAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Brews the orders, the oldest first, and tells the event bus what is served. */
public class Kitchen extends LoopingAgent {
    private static final String SERVED = "served";
    private static final Duration LULL = Duration.ofMillis(200);

    private Config config = Config.DEFAULT;
    private TeaRoom room = TeaRoom.DEFAULT;

    /**
     * The keys of the config.
     *
     * @param folder where the tea room is
     * @param brewing how long a drink takes
     */
    record Config(Path folder, Duration brewing) {
        static final Config DEFAULT = new Config(TeaRoom.DEFAULT.folder(), Duration.ofSeconds(1));
    }

    @Override
    protected Class<? extends Record> configType() {
        return Config.class;
    }

    @Override
    protected void setup() {
        config = context().config(Config.class);
        room = new TeaRoom(config.folder());
    }

    @Override
    protected void cycle() throws IOException, InterruptedException {
        Optional<Path> oldest = oldestOrder();
        if (oldest.isEmpty()) {
            // Not Thread.sleep: this returns as soon as the agent is asked to stop.
            context().awaitStop(LULL);
            return;
        }
        String drink = Files.readString(oldest.get());
        if (context().awaitStop(config.brewing())) {
            context().logger().warning("Closing time: {} is left for tomorrow", drink);
            return;
        }
        Files.delete(oldest.get());
        context().vertx().eventBus().publish(SERVED, drink);
        context().logger().info("Served {}", drink);
    }

    private Optional<Path> oldestOrder() throws IOException {
        try (Stream<Path> orders = Files.list(room.orders())) {
            return orders.filter(file -> file.toString().endsWith(".order")).sorted().findFirst();
        }
    }
}
