package dev.baton.cluster;

import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import dev.baton.settings.InvalidSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code cluster} of a config file.
 *
 * @param enabled whether to join a cluster
 * @param name nodes of one name form a cluster
 * @param node this node's name, unique in the cluster; null for one made of the host's
 * @param bind where other nodes reach this one
 * @param discovery how nodes find one another
 * @param tls PEM files for the event bus between nodes; null for none
 * @param insecure whether traffic without TLS may go over addresses that are not private
 * @param joinTimeout how long a node waits to be let in, at least 1 s
 * @param voters who agrees on placement; must be empty as long as there is none
 * @param dataDir where agreement is kept
 * @param leaseDuration how long an agent's lease lasts; has its default as long as there is no placement
 * @param maxWorkers over the whole cluster, null for no limit; must be null as long as there is no placement
 * @param labels what this node is like; shown to operators
 */
public record ClusterSettings(
        boolean enabled,
        String name,
        @Nullable String node,
        Bind bind,
        Discovery discovery,
        @Nullable Tls tls,
        boolean insecure,
        Duration joinTimeout,
        List<String> voters,
        Path dataDir,
        Duration leaseDuration,
        @Nullable Integer maxWorkers,
        Map<String, String> labels) {
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_LABELS = 64;
    private static final int LONGEST_LABEL = 128;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,63}");
    private static final String RULE_OF_NAMES = " but must be 1 to 63 letters, digits, '.', '_' and '-'";

    /** Off. */
    public static final ClusterSettings DEFAULT = new ClusterSettings(
            false,
            "baton",
            null,
            Bind.DEFAULT,
            Discovery.DEFAULT,
            null,
            false,
            Duration.ofSeconds(30),
            List.of(),
            Path.of("/var/lib/baton"),
            Duration.ofSeconds(4),
            null,
            Map.of());

    /** @throws InvalidSettings with all that is wrong */
    public ClusterSettings {
        voters = List.copyOf(voters);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        Findings findings = new Findings();
        if (!isName(name)) {
            findings.error("name", "name is '" + name + "'" + RULE_OF_NAMES);
        }
        if (node != null && !isName(node)) {
            findings.error("node", "node is '" + node + "'" + RULE_OF_NAMES);
        }
        if (joinTimeout.compareTo(LEAST_PATIENCE) < 0 || joinTimeout.compareTo(MOST_PATIENCE) > 0) {
            findings.error("joinTimeout", "joinTimeout is " + joinTimeout.toMillis() + "ms but must be from 1s to 10m");
        }
        checkLabels(labels, findings);
        refuseIfAny(findings);
    }

    /** Whether {@code name} may be that of a node, or of a cluster. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The same with {@code name} as the node's, if it has none of its own. */
    public ClusterSettings withNode(String hostName) {
        return node != null
                ? this
                : new ClusterSettings(
                        enabled,
                        name,
                        hostName,
                        bind,
                        discovery,
                        tls,
                        insecure,
                        joinTimeout,
                        voters,
                        dataDir,
                        leaseDuration,
                        maxWorkers,
                        labels);
    }

    private static void checkLabels(Map<String, String> labels, Findings findings) {
        if (labels.size() > MOST_LABELS) {
            findings.error("labels", "labels are " + labels.size() + " but may be " + MOST_LABELS + " at most");
        }
        labels.forEach((key, value) -> {
            if (key.length() > LONGEST_LABEL || value.length() > LONGEST_LABEL) {
                findings.error(
                        "labels", "labels has one of more than " + LONGEST_LABEL + " characters: make it shorter");
            }
        });
    }

    private static void refuseIfAny(Findings findings) {
        List<Finding> all = findings.all();
        if (!all.isEmpty()) {
            throw new InvalidSettings(all);
        }
    }

    /**
     * The address and ports other nodes reach this one at.
     *
     * @param host an address of this machine, such as 10.0.0.5; no name
     * @param memberPort Hazelcast's, for membership
     * @param busPort the event bus's
     * @param agreementPort for agreement among voters; unused as long as there is no placement
     */
    public record Bind(String host, int memberPort, int busPort, int agreementPort) {
        /** Loopback, so for nodes of one machine. */
        public static final Bind DEFAULT = new Bind("127.0.0.1", 5701, 15701, 7701);

        /** @throws InvalidSettings with all that is wrong */
        public Bind {
            Findings findings = new Findings();
            requirePort("memberPort", memberPort, findings);
            requirePort("busPort", busPort, findings);
            requirePort("agreementPort", agreementPort, findings);
            requireOther("busPort", busPort, "memberPort", memberPort, findings);
            requireOther("agreementPort", agreementPort, "memberPort", memberPort, findings);
            requireOther("agreementPort", agreementPort, "busPort", busPort, findings);
            refuseIfAny(findings);
        }

        /** Where members find this node, as lists of members have it: {@code 10.0.0.5:5701}, {@code [fd00::5]:5701}. */
        public String memberAddress() {
            return new HostPort(host, memberPort).toString();
        }

        private static void requirePort(String key, int port, Findings findings) {
            if (port < 1 || port > 65_535) {
                findings.error(key, key + " is " + port + " but must be from 1 to 65535");
            }
        }

        private static void requireOther(String key, int port, String otherKey, int other, Findings findings) {
            if (port == other) {
                findings.error(key, key + " is " + port + ", as " + otherKey + " is, but each must have its own");
            }
        }
    }

    /**
     * How nodes find one another; at most one of them.
     *
     * @param members member addresses of nodes, {@code host:port} each
     * @param dns a name with an address for each node
     * @param kubernetes how to ask the API of Kubernetes
     */
    public record Discovery(
            List<String> members,
            @Nullable String dns,
            @Nullable Kubernetes kubernetes) {
        /** None: a node that waits for others to find it. */
        public static final Discovery DEFAULT = new Discovery(List.of(), null, null);

        /** @throws IllegalArgumentException if there are several */
        public Discovery {
            members = List.copyOf(members);
            int given = (members.isEmpty() ? 0 : 1) + (dns == null ? 0 : 1) + (kubernetes == null ? 0 : 1);
            if (given > 1) {
                throw new IllegalArgumentException(
                        "discovery has " + given + " of members, dns and kubernetes but must have one at most");
            }
        }
    }

    /**
     * Which pods are nodes. They must have the same member port.
     *
     * @param namespace null for this pod's own
     * @param service the name of the service whose pods are meant; null for any
     * @param podLabel {@code name=value} of a label that the pods have; null for any
     */
    public record Kubernetes(
            @Nullable String namespace,
            @Nullable String service,
            @Nullable String podLabel) {
        /** All pods of this pod's own namespace. */
        public static final Kubernetes DEFAULT = new Kubernetes(null, null, null);

        /** @throws IllegalArgumentException if the label is none, or there is a service as well */
        public Kubernetes {
            if (podLabel != null && !podLabel.matches("[^=]+=[^=]+")) {
                throw new IllegalArgumentException(
                        "podLabel is '" + podLabel + "' but must be name=value, such as app=baton");
            }
            if (podLabel != null && service != null) {
                throw new IllegalArgumentException("podLabel stands beside service, but only one can be asked for");
            }
        }
    }

    /**
     * PEM files.
     *
     * @param cert this node's certificate chain
     * @param key its private key
     * @param ca whose certificates other nodes must have; a CA of this cluster alone
     */
    public record Tls(Path cert, Path key, Path ca) {}
}
