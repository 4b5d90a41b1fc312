package dev.baton.metrics;

import dev.baton.event.Event;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All numbers. For the thread that counts, but for {@link #write}, which may be asked on any. */
final class Tallies {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final AgentTally agents;
    private final CommandTally commands = new CommandTally(registry);
    private final EventTally events = new EventTally(registry);
    private final CycleTotals cycles = new CycleTotals(registry);
    private final Timer loopDelay = Timer.builder(Names.LOOP_DELAY)
            .description(Names.help(Names.LOOP_DELAY))
            .register(registry);

    private final MetricSources sources;
    private @Nullable ClusterNumbers cluster;

    Tallies(MetricsSettings settings, MetricSources sources) {
        this.sources = sources;
        this.agents = new AgentTally(registry, settings.maxAgentSeries());
        FunctionCounter.builder(
                        Names.EVENTS_DROPPED,
                        sources,
                        from -> from.droppedEvents().getAsLong())
                .description(Names.help(Names.EVENTS_DROPPED))
                .register(registry);
        List.of(
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        collector,
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        new FileDescriptorMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    void with(VertxNumbers numbers) {
        numbers.countIn(registry);
    }

    void count(Event event) {
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

    void late(long nanos) {
        loopDelay.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    String write(List<CycleReading> readings) {
        cycles.read(readings);
        readCluster();
        return registry.scrape();
    }

    private synchronized void readCluster() {
        ClusterReading reading = sources.cluster().get();
        if (reading == null) {
            return;
        }
        if (cluster == null) {
            cluster = new ClusterNumbers(registry, reading);
        } else {
            cluster.read(reading);
        }
    }

    void close() {
        collector.close();
        registry.close();
    }
}
