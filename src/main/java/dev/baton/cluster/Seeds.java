package dev.baton.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the settings say that nodes are. Names are resolved anew each time, for pods come and go. Of Kubernetes' API nothing is
 * known here: Hazelcast asks it by itself. Waits for name servers, so not for an event loop.
 */
final class Seeds {
    private final InetSocketAddress own;
    private final List<HostPort> listed;
    private final @Nullable String dns;

    /** @param own where this node will be found */
    Seeds(InetSocketAddress own, ClusterSettings.Discovery discovery) {
        this.own = own;
        this.listed = discovery.members().stream().map(HostPort::parse).toList();
        this.dns = discovery.dns();
    }

    /** Whether there are any, resolved or not. */
    boolean areGiven() {
        return !listed.isEmpty() || dns != null;
    }

    /** Whether this node is one of them, so that it may be the first. */
    boolean haveOwn() {
        return all().contains(own);
    }

    /** One at which somebody answers who isn't this node. */
    Optional<InetSocketAddress> answering() {
        return all().stream()
                .filter(address -> !address.equals(own))
                .filter(Doors::isAnswering)
                .findFirst();
    }

    /** Why nobody was found. */
    String nobody() {
        if (dns != null && resolved(dns).isEmpty()) {
            return "cluster.discovery.dns is '" + dns + "' but no address is known for that name";
        }
        String where = dns == null
                ? "cluster.discovery.members are " + listed
                : "cluster.discovery.dns is '" + dns + "' with the addresses "
                        + all().stream().map(Seeds::written).toList();
        return where + " but none of them answers, and this node, " + written(own) + ", is none of them";
    }

    /** An address as users write it. */
    static String written(InetSocketAddress address) {
        return new HostPort(address.getAddress().getHostAddress(), address.getPort()).toString();
    }

    private List<InetSocketAddress> all() {
        List<InetSocketAddress> all = new ArrayList<>();
        for (HostPort each : listed) {
            resolved(each.host()).forEach(address -> all.add(new InetSocketAddress(address, each.port())));
        }
        if (dns != null) {
            resolved(dns).forEach(address -> all.add(new InetSocketAddress(address, own.getPort())));
        }
        return all;
    }

    private static List<InetAddress> resolved(String name) {
        try {
            return Stream.of(InetAddress.getAllByName(name)).toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
