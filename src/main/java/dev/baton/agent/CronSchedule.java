package dev.baton.agent;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cron expression in a time zone. Immutable. */
final class CronSchedule implements Cadence.Schedule {
    private static final CronParser UNIX = parser(CronType.UNIX);
    private static final CronParser WITH_SECONDS = parser(CronType.SPRING53);
    private static final int FIELDS_WITH_SECONDS = 6;

    private final String expression;
    private final ZoneId zone;
    private final ExecutionTime times;

    private CronSchedule(String expression, ZoneId zone, Cron cron) {
        this.expression = expression;
        this.zone = zone;
        this.times = ExecutionTime.forCron(cron);
    }

    /** Reads {@code expression}; refuses null and what isn't cron with an IllegalArgumentException that says why. */
    static CronSchedule parse(@Nullable String expression, ZoneId zone) {
        if (expression == null) {
            throw new IllegalArgumentException("cron is missing");
        }
        String trimmed = expression.trim();
        boolean seconds = trimmed.startsWith("@") || trimmed.split("\\s+").length == FIELDS_WITH_SECONDS;
        try {
            return new CronSchedule(
                    expression,
                    zone,
                    (seconds ? WITH_SECONDS : UNIX).parse(trimmed).validate());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is no cron expression (" + e.getMessage()
                            + "): write five fields (minute hour day month weekday), or six with seconds in front",
                    e);
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        // Cron knows full seconds; asked with a fraction, cron-utils may answer with the same fraction a second later.
        ZonedDateTime second = after.truncatedTo(ChronoUnit.SECONDS).atZone(zone);
        return times.nextExecution(second).map(ZonedDateTime::toInstant);
    }

    @Override
    public String toString() {
        return expression + " in " + zone;
    }

    private static CronParser parser(CronType type) {
        return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
    }
}
