package @{package};

import dev.baton.agent.PeriodicAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lets a guest come in and order, in turn from the list of drinks. */
public class Guests extends PeriodicAgent {
    private Config config = Config.DEFAULT;
    private int guest;

    /**
     * The keys of the config. A key that is left out is taken from DEFAULT; one that isn't here is refused.
     *
     * @param folder where the tea room is
     * @param drinks what guests order
     */
    record Config(Path folder, List<String> drinks) {
        static final Config DEFAULT = new Config(TeaRoom.DEFAULT.folder(), List.of("tea"));

        /** What the types alone can't say: Baton tells it with the line of the key that the message begins with. */
        Config {
            if (drinks.isEmpty()) {
                throw new IllegalArgumentException("drinks are none, but guests must have something to order: [tea]");
            }
        }
    }

    @Override
    protected Class<? extends Record> configType() {
        return Config.class;
    }

    @Override
    protected void setup() {
        config = context().config(Config.class);
    }

    @Override
    protected void runner() throws IOException {
        String drink = config.drinks().get(guest % config.drinks().size());
        guest++;
        Path orders = new TeaRoom(config.folder()).orders();
        String name = "%s-%06d.order".formatted(context().clock().instant().getEpochSecond(), guest);
        // Written aside and then renamed, so that the kitchen never reads half an order.
        Path draft = Files.writeString(orders.resolve(name + ".draft"), drink);
        Files.move(draft, orders.resolve(name));
        context().logger().info("Guest {} orders {}", guest, drink);
    }
}
