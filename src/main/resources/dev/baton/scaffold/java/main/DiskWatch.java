package @{package};

import dev.baton.agent.PeriodicAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Warns when the disk gets full. */
public class DiskWatch extends PeriodicAgent {
    /**
     * The keys of the config.
     *
     * @param folder where the tea room is
     * @param leastMegabytes how much must be free there
     */
    record Config(Path folder, long leastMegabytes) {
        static final Config DEFAULT = new Config(TeaRoom.DEFAULT.folder(), 100);
    }

    @Override
    protected Class<? extends Record> configType() {
        return Config.class;
    }

    @Override
    protected void runner() throws IOException {
        Config config = context().config(Config.class);
        long free = Files.getFileStore(config.folder()).getUsableSpace() / 1_000_000;
        if (free < config.leastMegabytes()) {
            context().logger().warning("Only {} MB are free in {}", free, config.folder());
        }
    }
}
