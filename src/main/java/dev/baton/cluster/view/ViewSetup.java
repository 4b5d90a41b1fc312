package dev.baton.cluster.view;

import dev.baton.cluster.wire.Addresses;
import dev.baton.cluster.wire.Origin;
import dev.baton.command.Commands;
import dev.baton.event.EventBusChannel;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a view of the cluster is made of.
 *
 * @param addresses of the cluster
 * @param self this node, and this life of it
 * @param version of this Baton
 * @param address where other nodes reach this one, for people
 * @param labels what this node's config says about it
 * @param local carries out commands on this node alone; asked for its agents, so it should audit nothing
 * @param channel this node's events
 * @param nanoTime a clock that only goes forward
 * @param notices is told of nodes that come and go, on the view's event loop; must not block
 */
public record ViewSetup(
        Addresses addresses,
        Origin self,
        String version,
        String address,
        Map<String, String> labels,
        Commands local,
        EventBusChannel channel,
        LongSupplier nanoTime,
        Consumer<NodeNotice> notices) {
    /** Copies the map. */
    public ViewSetup {
        labels = Map.copyOf(labels);
    }
}
