package dev.baton.control.systemd;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What whoever started this process wants to be told, as sd_notify(3) and sd_watchdog_enabled(3) have it.
 *
 * @param socket where to: a path, or a name that begins with {@code @}
 * @param watchdog how long there may be no sign of life before the process is taken for dead; null if none is expected
 */
public record Invitation(String socket, @Nullable Duration watchdog) {
    private static final String SOCKET = "NOTIFY_SOCKET";
    private static final String WATCHDOG_TIME = "WATCHDOG_USEC";
    private static final String WATCHDOG_PROCESS = "WATCHDOG_PID";

    /**
     * The one in these variables, if there is one. A time that is no number, or meant for another process, counts as none.
     *
     * @param pid this process
     */
    public static Optional<Invitation> of(Map<String, String> environment, long pid) {
        String socket = environment.getOrDefault(SOCKET, "");
        return socket.isEmpty()
                ? Optional.empty()
                : Optional.of(new Invitation(socket, isMeant(environment, pid) ? watchdog(environment) : null));
    }

    private static boolean isMeant(Map<String, String> environment, long pid) {
        String meant = environment.getOrDefault(WATCHDOG_PROCESS, "");
        return meant.isEmpty() || meant.equals(Long.toString(pid));
    }

    private static @Nullable Duration watchdog(Map<String, String> environment) {
        try {
            long micros = Long.parseLong(environment.getOrDefault(WATCHDOG_TIME, ""));
            return micros > 0 ? Duration.of(micros, ChronoUnit.MICROS) : null;
        } catch (NumberFormatException noTime) {
            return null;
        }
    }
}
