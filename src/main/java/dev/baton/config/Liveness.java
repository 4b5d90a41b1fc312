package dev.baton.config;

import dev.baton.settings.Durations;
import java.time.Duration;

/** How an agent shows that it is alive: by a sign of life at least this often. */
record Liveness(Duration timeout) {
    Liveness {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "timeout is " + Durations.format(timeout) + " but must be longer than nothing, such as 30s");
        }
    }
}
