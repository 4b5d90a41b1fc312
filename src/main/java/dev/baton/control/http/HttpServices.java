package dev.baton.control.http;

import dev.baton.command.Commands;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What HTTP needs of the rest of Baton. Everything may be called from any thread.
 *
 * @param commands carries out what callers ask for; it must refuse what their role does not reach
 * @param health how Baton is
 * @param metrics the numbers in the text format of Prometheus
 * @param extraRoutes pages that others add
 * @param clock the wall clock
 * @param nanos a clock that only goes forward, in nanoseconds
 * @param environment the variables that tokens may be in
 * @param elsewhere a number that changes whenever what this node knows of other nodes does; 0 outside a cluster
 */
public record HttpServices(
        Commands commands,
        Health health,
        Supplier<Future<String>> metrics,
        List<ExtraRoute> extraRoutes,
        InstantSource clock,
        LongSupplier nanos,
        Map<String, String> environment,
        LongSupplier elsewhere) {
    /** Copies list and map. */
    public HttpServices {
        extraRoutes = List.copyOf(extraRoutes);
        environment = Map.copyOf(environment);
    }

    /** Outside a cluster. */
    public HttpServices(
            Commands commands,
            Health health,
            Supplier<Future<String>> metrics,
            List<ExtraRoute> extraRoutes,
            InstantSource clock,
            LongSupplier nanos,
            Map<String, String> environment) {
        this(commands, health, metrics, extraRoutes, clock, nanos, environment, () -> 0);
    }
}
