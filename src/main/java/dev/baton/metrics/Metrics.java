package dev.baton.metrics;

import dev.baton.event.Event;
import dev.baton.event.EventBusChannel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts events, from its deployment to its undeployment, and tells the numbers in the text format of Prometheus.
 *
 * <p>Deploy it as an ordinary verticle, before the agents are registered: it knows only what it has seen. What it takes to count
 * is loaded a second later, or when somebody asks: a start has other things to do. Until then events are kept, a bounded number
 * of them. Its own heartbeat, once a second, measures how late an event loop gets to what is due.
 *
 * <p>On a Vert.x that was made with {@link VertxNumbers} it tells these, too.
 */
public final class Metrics extends VerticleBase {
    /** What the text of {@link #scrape} is, for an HTTP header. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final long BEAT_MILLIS = 1_000;
    /** More than these are not kept but counted at once. */
    private static final int MOST_EARLY = 1_000;

    private final EventBusChannel channel;
    private final MetricsSettings settings;
    private final MetricSources sources;
    private final List<Event> early = new ArrayList<>();
    private @Nullable Tallies tallies;
    private long dueNanos;

    /** Numbers on the events of {@code channel}. */
    public Metrics(EventBusChannel channel, MetricsSettings settings, MetricSources sources) {
        this.channel = channel;
        this.settings = settings;
        this.sources = sources;
    }

    @Override
    public Future<?> start() {
        dueNanos = sources.nanos().getAsLong() + TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
        vertx.setPeriodic(BEAT_MILLIS, timer -> beat());
        return channel.subscribe(this::count).completion();
    }

    @Override
    public Future<?> stop() {
        if (tallies != null) {
            tallies.close();
        }
        return Future.succeededFuture();
    }

    /** All numbers as of now, as Prometheus reads them; made on a worker thread. */
    public Future<String> scrape() {
        Promise<Tallies> present = Promise.promise();
        context.runOnContext(now -> present.complete(tallies()));
        return present.future()
                .compose(all -> sources.cycles()
                        .get()
                        .otherwise(List.of())
                        .compose(readings -> vertx.executeBlocking(() -> all.write(readings), false)));
    }

    private Tallies tallies() {
        Tallies present = tallies;
        if (present == null) {
            present = new Tallies(settings, sources);
            if (((VertxInternal) vertx).metrics() instanceof VertxNumbers numbers) {
                present.with(numbers);
            }
            tallies = present;
            early.forEach(present::count);
            early.clear();
        }
        return present;
    }

    private void count(Event event) {
        if (tallies == null && early.size() < MOST_EARLY) {
            early.add(event);
        } else {
            tallies().count(event);
        }
    }

    private void beat() {
        long now = sources.nanos().getAsLong();
        tallies().late(now - dueNanos);
        dueNanos = now + TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
    }
}
