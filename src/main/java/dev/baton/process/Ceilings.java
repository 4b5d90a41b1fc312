package dev.baton.process;

import dev.baton.settings.ByteSize;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the whole tree of a process may use before Baton ends it; null for anything.
 *
 * @param maxMemory resident memory
 * @param maxCpu CPU in percent of one core, over {@code cpuWindow}
 * @param cpuWindow over how long it must have used too much
 */
public record Ceilings(
        @Nullable ByteSize maxMemory, @Nullable Double maxCpu, Duration cpuWindow) {
    /** None. */
    public static final Ceilings NONE = new Ceilings(null, null, Duration.ofSeconds(30));

    /** Whether anything is limited. */
    public boolean isAny() {
        return maxMemory != null || maxCpu != null;
    }
}
