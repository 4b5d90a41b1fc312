package dev.baton.agent;

import dev.baton.settings.Findings;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@link #runner()} whenever a cron expression says so, and holds no thread in between. A time that comes while
 * a call still runs is left out.
 *
 * <p>Config: {@code cron} (required; five UNIX fields, or six with seconds in front, or {@code @hourly} and friends),
 * {@code zone} (a time zone id, by default the machine's), {@code limit} (-1: no limit). In a zone with daylight saving
 * a time that does not exist on a day is left out.
 */
public abstract class ScheduledAgent extends Agent {

    /** For subclasses. */
    protected ScheduledAgent() {}

    /** One round of the work. An exception ends the agent in ERROR. */
    protected abstract void runner() throws Exception;

    @Override
    protected final void execute() throws Exception {
        runner();
    }

    @Override
    final Cadence cadence() {
        Settings settings = context().config(Settings.class);
        return new Cadence.Scheduled(CronSchedule.parse(settings.cron(), zone(settings)), settings.limit());
    }

    @Override
    final Class<? extends Record> kindSettings() {
        return Settings.class;
    }

    @Override
    final void validateKind(Findings findings) {
        Settings settings = context().config(Settings.class);
        ZoneId zone;
        try {
            zone = zone(settings);
        } catch (DateTimeException e) {
            findings.error(
                    "zone", "'" + settings.zone() + "' is no time zone: use an id such as UTC, Europe/Rome or +02:00");
            return;
        }
        if (settings.cron() == null) {
            findings.error(
                    "cron", "a scheduled agent needs one: for example cron: \"*/5 * * * *\" for every five minutes");
            return;
        }
        try {
            CronSchedule.parse(settings.cron(), zone);
        } catch (IllegalArgumentException e) {
            findings.error("cron", e.getMessage());
        }
    }

    private static ZoneId zone(Settings settings) {
        return settings.zone() == null ? ZoneId.systemDefault() : ZoneId.of(settings.zone());
    }

    /**
     * The keys this kind reads.
     *
     * @param cron when to call, null if missing (which validation refuses)
     * @param zone a time zone id, null for the machine's
     * @param limit how many calls, -1 for no limit
     */
    record Settings(@Nullable String cron, @Nullable String zone, long limit) {
        static final Settings DEFAULT = new Settings(null, null, Cadence.NO_LIMIT);

        Settings {
            Cadence.requireLimit(limit);
        }
    }
}
