package dev.baton.launcher;

import dev.baton.command.Commands;
import dev.baton.metrics.ClusterReading;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far operators reach from here: to this process, or to a whole cluster.
 *
 * @param commands what they may ask for
 * @param elsewhere changes whenever what is known of other nodes does; 0 outside a cluster
 * @param cluster the numbers of the cluster, null outside one
 */
record Reach(Commands commands, LongSupplier elsewhere, Supplier<@Nullable ClusterReading> cluster) {
    /** To the agents of {@code baton} alone. */
    static Reach of(Orchestrator baton) {
        return new Reach(baton.commands(), () -> 0, () -> null);
    }
}
