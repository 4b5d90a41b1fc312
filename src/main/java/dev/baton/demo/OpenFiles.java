package dev.baton.demo;

import dev.baton.agent.PeriodicAgent;
import java.util.Map;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;

/**
 * Watches how many files this process has open, of how many it may: publishes the sample {@code open files}, emits
 * {@code OPEN_FILES {open, limit}}, and warns once when few are left.
 */
public final class OpenFiles extends PeriodicAgent {
    private static final double WARN_ABOVE_PERCENT = 80;
    private static final double CLEAR_AT_PERCENT = 70;

    private final Hysteresis shortage = new Hysteresis(WARN_ABOVE_PERCENT, CLEAR_AT_PERCENT, 1);
    private OSProcess process;

    /** Called by Baton. */
    public OpenFiles() {}

    @Override
    protected Class<? extends Record> configType() {
        return NoSettings.class;
    }

    @Override
    protected void setup() {
        process = new SystemInfo().getOperatingSystem().getCurrentProcess();
        String open = Amounts.count(process.getOpenFiles());
        context().logger().info("{} files open, {} allowed", open, Amounts.count(process.getSoftOpenFileLimit()));
    }

    @Override
    protected void runner() {
        long open = process.getOpenFiles();
        long limit = process.getSoftOpenFileLimit();
        new Sample("open files", open, "").publish(context());
        context().emit("OPEN_FILES", Map.of("open", open, "limit", limit));
        switch (shortage.accept(Amounts.percent(open, limit))) {
            case RAISED -> context().logger().warning("{} of {} allowed files are open", open, limit);
            case CLEARED -> context().logger().info("{} of {} allowed files are open again", open, limit);
            case NONE -> {}
        }
    }
}
