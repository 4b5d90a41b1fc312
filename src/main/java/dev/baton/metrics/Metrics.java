package dev.baton.metrics;

import dev.baton.event.Event;
import dev.baton.event.EventBusChannel;
import dev.baton.event.EventCategory;
import dev.baton.event.EventNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Counts events, from its deployment to its undeployment, and tells the numbers in the text format of Prometheus.
 *
 * <p>Deploy it as an ordinary verticle, before the agents are registered: it knows only what it has seen. Its own heartbeat,
 * once a second, measures how late an event loop gets to what is due.
 */
public final class Metrics extends VerticleBase {
    /** What the text of {@link #scrape} is, for an HTTP header. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final long BEAT_MILLIS = 1_000;

    private final EventBusChannel channel;
    private final MetricSources sources;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final AgentTally agents;
    private final CommandTally commands = new CommandTally(registry);
    private final EventTally events = new EventTally(registry);
    private final CycleTotals cycles = new CycleTotals(registry);
    private final Timer loopDelay = Timer.builder(Names.LOOP_DELAY)
            .description(Names.help(Names.LOOP_DELAY))
            .register(registry);
    private Future<Void> process = Future.succeededFuture();
    private long dueNanos;

    /** Numbers on the events of {@code channel}. */
    public Metrics(EventBusChannel channel, MetricsSettings settings, MetricSources sources) {
        this.channel = channel;
        this.sources = sources;
        this.agents = new AgentTally(registry, settings.maxAgentSeries());
        FunctionCounter.builder(
                        Names.EVENTS_DROPPED,
                        sources,
                        from -> from.droppedEvents().getAsLong())
                .description(Names.help(Names.EVENTS_DROPPED))
                .register(registry);
    }

    /** Loads ahead the classes that counting takes; blocks. */
    public static void prepare() {
        PrometheusMeterRegistry rehearsed = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new AgentTally(rehearsed, 1);
        rehearsed.close();
    }

    /** Nobody waits for it but the first who wants the numbers. */
    private Future<Void> bindProcess() {
        return vertx.executeBlocking(
                () -> {
                    List.of(
                                    new ClassLoaderMetrics(),
                                    new JvmMemoryMetrics(),
                                    new JvmThreadMetrics(),
                                    collector,
                                    new ProcessorMetrics(),
                                    new UptimeMetrics(),
                                    new FileDescriptorMetrics())
                            .forEach(binder -> binder.bindTo(registry));
                    return null;
                },
                false);
    }

    @Override
    public Future<?> start() {
        process = bindProcess();
        dueNanos = sources.nanos().getAsLong() + TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
        vertx.setPeriodic(BEAT_MILLIS, timer -> beat());
        return channel.subscribe(this::count).completion();
    }

    @Override
    public Future<?> stop() {
        collector.close();
        registry.close();
        return Future.succeededFuture();
    }

    /** All numbers as of now, as Prometheus reads them; made on a worker thread. */
    public Future<String> scrape() {
        return sources.cycles()
                .get()
                .otherwise(List.of())
                .compose(readings -> process.compose(bound -> vertx.executeBlocking(() -> write(readings), false)));
    }

    private String write(List<CycleReading> readings) {
        cycles.read(readings);
        return registry.scrape();
    }

    private void count(Event event) {
        events.count(event.name());
        if (event.category() == EventCategory.COMMAND) {
            commands.count(event);
        } else if (event.agent() != null) {
            agents.count(event.agent(), event);
        } else if (event.name().equals(EventNames.ORCHESTRATOR_STARTED)
                && event.data().get("max_workers") instanceof Number slots) {
            agents.slots(slots.intValue());
        }
    }

    private void beat() {
        long now = sources.nanos().getAsLong();
        loopDelay.record(Math.max(0, now - dueNanos), TimeUnit.NANOSECONDS);
        dueNanos = now + TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
    }
}
