package dev.baton.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small network on this machine: a network namespace for each node, all of them at one bridge that has a namespace of its own, so
 * that nothing of the machine's network is touched. Takes root and the tools {@code ip} and {@code nft}. Closing it takes
 * everything away.
 */
public final class NetNamespaces implements ClusterNodes.Net, AutoCloseable {
    private static final String BRIDGE = "hub0";
    private static final String NETWORK = "10.77.5.";
    private static final int MEMBER_PORT = 5701;
    private static final int BUS_PORT = 15701;
    /** Names of interfaces have at most 15 characters. */
    private static final int MOST_OF_PID = 100_000;

    private final String prefix = "bt" + ProcessHandle.current().pid() % MOST_OF_PID;
    private final String hub = prefix + "-hub";
    private final Map<String, ClusterNodes.Place> places = new ConcurrentHashMap<>();
    private final List<String> made = new ArrayList<>();

    private NetNamespaces() {}

    /** A network without nodes; the test is skipped, with the reason, where there can't be one. */
    public static NetNamespaces orSkip() {
        assumeThat(System.getProperty("user.name"))
                .as("network namespaces take root")
                .isEqualTo("root");
        assumeThat(Programs.isThere("ip", "-V"))
                .as("network namespaces take ip, of the package iproute2")
                .isTrue();
        assumeThat(Programs.isThere("nft", "--version"))
                .as("cuts take nft, of the package nftables")
                .isTrue();
        NetNamespaces net = new NetNamespaces();
        assumeThat(net.isPossible())
                .as("the kernel lets root have namespaces with packet filters")
                .isTrue();
        net.open();
        return net;
    }

    /** In many containers root may do neither. */
    private boolean isPossible() {
        made.add(hub);
        boolean possible = Programs.isThere("ip", "netns", "add", hub)
                && Programs.isThere("ip", "netns", "exec", hub, "nft", "add", "table", "inet", "probe");
        if (!possible) {
            close();
        }
        return possible;
    }

    private void open() {
        Programs.run("ip", "-n", hub, "link", "add", BRIDGE, "type", "bridge");
        Programs.run("ip", "-n", hub, "link", "set", BRIDGE, "up");
    }

    private String add(String namespace) {
        made.add(namespace);
        Programs.run("ip", "netns", "add", namespace);
        return namespace;
    }

    private static void within(String namespace, String... command) {
        List<String> whole = new ArrayList<>(entry(namespace));
        whole.addAll(List.of(command));
        Programs.run(whole.toArray(String[]::new));
    }

    private static List<String> entry(String namespace) {
        return List.of("ip", "netns", "exec", namespace);
    }

    @Override
    public ClusterNodes.Place placeOf(String node) {
        return places.computeIfAbsent(node, this::plug);
    }

    /** Gives a node its namespace, with a cable to the bridge. */
    private ClusterNodes.Place plug(String node) {
        String namespace = add(prefix + "-" + node);
        String host = NETWORK + (places.size() + 1);
        String end = "v-" + node;
        Programs.run("ip", "-n", hub, "link", "add", end, "type", "veth", "peer", "name", "eth0", "netns", namespace);
        Programs.run("ip", "-n", hub, "link", "set", end, "master", BRIDGE, "up");
        Programs.run("ip", "-n", namespace, "addr", "add", host + "/24", "dev", "eth0");
        Programs.run("ip", "-n", namespace, "link", "set", "eth0", "up");
        Programs.run("ip", "-n", namespace, "link", "set", "lo", "up");
        return new ClusterNodes.Place(host, MEMBER_PORT, BUS_PORT, entry(namespace));
    }

    /** Nothing comes to a node any more, and nothing from it. Nobody is told: packets vanish. */
    public void cut(String node) {
        filter(node, "input iifname", "output oifname");
    }

    /** A node hears the others, who don't hear it any more. */
    public void mute(String node) {
        filter(node, "output oifname");
    }

    /** Undoes what was done to a node's connections. */
    public void heal(String node) {
        within(prefix + "-" + node, "nft", "flush", "ruleset");
    }

    private void filter(String node, String... hooks) {
        String namespace = prefix + "-" + node;
        within(namespace, "nft", "add", "table", "inet", "fault");
        for (String hook : hooks) {
            String chain = hook.split(" ", 2)[0];
            within(
                    namespace,
                    "nft",
                    "add chain inet fault " + chain + " { type filter hook " + chain + " priority 0 ; }");
            within(namespace, "nft", "add rule inet fault " + hook + " eth0 drop");
        }
    }

    @Override
    public void close() {
        // A cable goes with either of its ends.
        made.forEach(namespace -> Programs.isThere("ip", "netns", "del", namespace));
    }
}
