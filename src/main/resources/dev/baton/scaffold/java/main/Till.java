package @{package};

import dev.baton.agent.EventAgent;
import dev.baton.settings.Findings;
import io.vertx.core.eventbus.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Takes the money for each drink that is served: a line in the takings, and an event. */
public class Till extends EventAgent {
    private Config config = Config.DEFAULT;

    /**
     * The keys of the config.
     *
     * @param folder where the tea room is
     * @param cents what drinks cost
     */
    record Config(Path folder, Map<String, Integer> cents) {
        static final Config DEFAULT = new Config(TeaRoom.DEFAULT.folder(), Map.of());
    }

    @Override
    protected Class<? extends Record> configType() {
        return Config.class;
    }

    /** What is doubtful but not wrong: a warning, which refuses nothing. */
    @Override
    protected void validate(Findings findings) {
        if (context().config(Config.class).cents().isEmpty()) {
            findings.warning("cents", "nothing has a price, so everything is on the house: set some, {tea: 250}");
        }
    }

    @Override
    protected void setup() {
        config = context().config(Config.class);
    }

    @Override
    protected void onEvent(Message<Object> message) throws IOException {
        String drink = String.valueOf(message.body());
        Integer cents = config.cents().get(drink);
        if (cents == null) {
            context().logger().info("{} is on the house", drink);
            return;
        }
        String line = "%s,%s,%d%n".formatted(context().clock().instant(), drink, cents);
        Files.writeString(
                new TeaRoom(config.folder()).takings(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        // Seen in baton history, in the dashboard, and by whoever follows the events.
        context().emit("DRINK_PAID", Map.of("drink", drink, "cents", cents));
    }
}
