package dev.baton.cluster.wire;

/**
 * Where the nodes of one cluster listen on the event bus. One address for each node and one for all; never one for each agent, for
 * every node keeps the list of all addresses.
 *
 * @param cluster the name of the cluster
 */
public record Addresses(String cluster) {
    /** Where each node tells all others how it is. */
    public String status() {
        return "baton.status." + cluster;
    }

    /** Where the node called {@code name} answers. */
    public String node(String name) {
        return "baton.node." + cluster + '.' + name;
    }
}
