package @{package};

import dev.baton.agent.PeriodicAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Says when too many orders wait, and when that is over. */
public class QueueWatch extends PeriodicAgent {
    /**
     * The keys of the config.
     *
     * @param folder where the tea room is
     * @param most how many orders may wait
     */
    record Config(Path folder, int most) {
        static final Config DEFAULT = new Config(TeaRoom.DEFAULT.folder(), 10);
    }

    @Override
    protected Class<? extends Record> configType() {
        return Config.class;
    }

    @Override
    protected void runner() throws IOException {
        Config config = context().config(Config.class);
        long waiting;
        try (Stream<Path> orders = Files.list(new TeaRoom(config.folder()).orders())) {
            waiting = orders.count();
        }
        if (waiting > config.most()) {
            // Shown by baton ps, and by the health check over HTTP.
            context().unhealthy(waiting + " orders wait");
        } else {
            context().healthy();
        }
    }
}
