package dev.baton.demo;

import dev.baton.agent.AgentLogger;
import dev.baton.agent.PeriodicAgent;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Watches how full the file system of a path is: publishes the sample {@code disk PATH}, emits
 * {@code DISK_SPACE {path, free_mb, used_percent}}, and warns once when little is left.
 */
public final class DiskSpace extends PeriodicAgent {
    private static final long MEBIBYTE = 1 << 20;
    private static final double WELL_BELOW = 2;

    private Settings settings;
    private Hysteresis fullness;
    private FileStore store;

    /** Called by Baton. */
    public DiskSpace() {}

    @Override
    protected Class<? extends Record> configType() {
        return Settings.class;
    }

    @Override
    protected void setup() throws IOException {
        settings = context().config(Settings.class);
        fullness = new Hysteresis(settings.warnAbove(), settings.warnAbove() - WELL_BELOW, 1);
        store = Files.getFileStore(settings.path());
        String free = Amounts.bytes(store.getUsableSpace());
        context().logger().info("{} has {} free of {}", settings.path(), free, Amounts.bytes(store.getTotalSpace()));
    }

    @Override
    protected void runner() throws IOException {
        long free = store.getUsableSpace();
        double used = Amounts.percent(store.getTotalSpace() - free, store.getTotalSpace());
        new Sample("disk " + settings.path(), used, "%").publish(context());
        context().emit("DISK_SPACE", data(free, used));
        AgentLogger log = context().logger();
        switch (fullness.accept(used)) {
            case RAISED -> log.warning("{} has only {} left", settings.path(), Amounts.bytes(free));
            case CLEARED -> log.info("{} has {} again", settings.path(), Amounts.bytes(free));
            case NONE -> {}
        }
    }

    private Map<String, Object> data(long free, double used) {
        String path = settings.path().toString();
        return Map.of("path", path, "free_mb", free / MEBIBYTE, "used_percent", Amounts.rounded(used));
    }

    /**
     * What to watch, and when to warn.
     *
     * @param path any file or folder on the file system
     * @param warnAbove how full it may be, in per cent
     */
    record Settings(Path path, double warnAbove) {
        static final Settings DEFAULT = new Settings(Path.of("/"), 95);

        Settings {
            if (!(warnAbove > 0 && warnAbove <= 100)) {
                throw new IllegalArgumentException(
                        "warnAbove is " + warnAbove + " but must be above 0 and at most 100 per cent");
            }
        }
    }
}
