package dev.baton.cluster;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.InterfacesConfig;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.KubernetesConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import java.net.Inet6Address;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** All that Hazelcast is told; no file of its own is read. */
final class HazelcastConfig {
    /** How long leaving may take; a service manager's patience must be longer. */
    static final Duration GRACEFUL_LEAVE = Duration.ofSeconds(30);

    private static final int CONNECT_SECONDS = 2;
    /** How long to look for somebody who has begun the cluster, before those who start together agree on one to begin it. */
    private static final int SEARCH_SECONDS = 1;

    /**
     * Of what is kept for all, which is little. Each costs messages whenever somebody joins or leaves, however empty it is; usual are
     * 271. The same on all nodes, or they refuse each other.
     */
    private static final int PARTITIONS = 31;

    /** Enough for a cluster of five of which four die; a cluster of fewer keeps fewer copies. They are small and seldom change. */
    private static final int BACKUPS = 4;

    private final ClusterSettings settings;
    private final Config config = new Config();

    private HazelcastConfig(ClusterSettings settings) {
        this.settings = settings;
    }

    static Config of(ClusterSettings settings, Badge badge) {
        HazelcastConfig made = new HazelcastConfig(settings);
        made.config
                .setClusterName(settings.name())
                .setClassLoader(HazelcastConfig.class.getClassLoader())
                .setMemberAttributeConfig(badge.attributes());
        made.setNetwork();
        made.setTimes();
        made.setLimitsOfTrust();
        made.setMaps();
        return made.config;
    }

    private void setNetwork() {
        ClusterSettings.Bind bind = settings.bind();
        ServerSocketEndpointConfig members = new ServerSocketEndpointConfig()
                .setPort(bind.memberPort())
                // A port that is taken is an error, not a reason to go elsewhere, where nobody looks.
                .setPortAutoIncrement(false);
        members.setInterfaces(new InterfacesConfig().setEnabled(true).addInterface(bind.host()));
        members.setSocketConnectTimeoutSeconds(CONNECT_SECONDS);
        AdvancedNetworkConfig network = config.getAdvancedNetworkConfig();
        // Only so the member port speaks to members alone, not also to clients, REST and memcache.
        network.setEnabled(true).setMemberEndpointConfig(members);
        setDiscovery(network.getJoin());
        // Else it listens on all addresses of the machine.
        set("hazelcast.socket.bind.any", false);
        set("hazelcast.socket.server.bind.any", false);
        // Members have the ports that are written, not one of three.
        set("hazelcast.tcp.join.port.try.count", 1);
        boolean isSix = Literal.parse(bind.host())
                .filter(Inet6Address.class::isInstance)
                .isPresent();
        // By default it passes over addresses of IPv6.
        set("hazelcast.prefer.ipv4.stack", !isSix);
    }

    private void setDiscovery(JoinConfig join) {
        // Else it guesses, from what it finds in clouds.
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        ClusterSettings.Discovery discovery = settings.discovery();
        ClusterSettings.@Nullable Kubernetes pods = discovery.kubernetes();
        if (discovery.dns() != null) {
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", discovery.dns())
                    .setProperty(
                            "service-port", Integer.toString(settings.bind().memberPort()));
        } else if (pods != null) {
            setPods(join.getKubernetesConfig().setEnabled(true), pods);
        } else {
            // Also without members: a node that others find.
            join.getTcpIpConfig()
                    .setEnabled(true)
                    .setMembers(discovery.members())
                    .setConnectionTimeoutSeconds(SEARCH_SECONDS);
            // Newcomers are let in one by one; to gather several first would cost each start 5 s. Where nodes are
            // discovered it is also the time for that, and stays as it is.
            set("hazelcast.wait.seconds.before.join", 0);
        }
    }

    private void setPods(KubernetesConfig kubernetes, ClusterSettings.Kubernetes pods) {
        kubernetes.setProperty("service-port", Integer.toString(settings.bind().memberPort()));
        // A pod that isn't ready yet is a member already, or each would begin a cluster of its own.
        kubernetes.setProperty("resolve-not-ready-addresses", "true");
        if (pods.namespace() != null) {
            kubernetes.setProperty("namespace", pods.namespace());
        }
        if (pods.service() != null) {
            kubernetes.setProperty("service-name", pods.service());
        }
        if (pods.podLabel() != null) {
            String[] label = pods.podLabel().split("=", 2);
            kubernetes.setProperty("pod-label-name", label[0]).setProperty("pod-label-value", label[1]);
        }
    }

    private void setTimes() {
        // A cut is seen after 5 to 6 s, by default after 60 s. Phi accrual takes the same limit as its pause, and
        // is slower.
        set("hazelcast.heartbeat.interval.seconds", 1);
        set("hazelcast.max.no.heartbeat.seconds", 5);
        set("hazelcast.heartbeat.failuredetector.type", "deadline");
        // Halves find one another in seconds after a cut is healed, by default in minutes. So does a node that hung and
        // was given up: until then it hears nobody. Only the oldest of each half looks, and only for those who aren't
        // there.
        set("hazelcast.merge.first.run.delay.seconds", 10);
        set("hazelcast.merge.next.run.delay.seconds", 2);
        // Calls to a member that is cut off hang no longer than this, by default for a minute.
        set("hazelcast.operation.call.timeout.millis", 10_000);
        set("hazelcast.operation.backup.timeout.millis", 1_000);
        // A write whose copies are missing has failed, rather than seems to have succeeded on the cut-off side.
        set("hazelcast.operation.fail.on.indeterminate.state", true);
        // Agreement on who is a member, soon after the oldest member has died.
        set("hazelcast.mastership.claim.timeout.seconds", 10);
        set("hazelcast.member.list.publish.interval.seconds", 10);
        // When only one link is cut, one of the two is removed; by default both stay and can't speak. With 3 it flaps.
        set("hazelcast.partial.member.disconnection.resolution.heartbeat.count", 5);
        set("hazelcast.max.join.seconds", Math.max(1, settings.joinTimeout().toSeconds()));
        set("hazelcast.graceful.shutdown.max.wait", GRACEFUL_LEAVE.toSeconds());
        // Whoever ends the process leaves first; a hook would cut connections while agents still stop.
        set("hazelcast.shutdownhook.enabled", false);
    }

    private void setLimitsOfTrust() {
        set("hazelcast.logging.type", "slf4j");
        set("hazelcast.phone.home.enabled", false);
        config.getManagementCenterConfig()
                .setScriptingEnabled(false)
                .setConsoleEnabled(false)
                .setDataAccessEnabled(false);
        config.getJetConfig().setEnabled(false).setResourceUploadEnabled(false);
        // Nobody reads them; they cost a thread and CPU time each 5 s.
        config.getMetricsConfig().setEnabled(false);
        set("hazelcast.health.monitoring.level", "OFF");
        config.getSerializationConfig().setJavaSerializationFilterConfig(filter());
    }

    /** Objects that Java's serialisation may make; of others' classes there are none between nodes. */
    private static JavaSerializationFilterConfig filter() {
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
        filter.setDefaultsDisabled(true);
        filter.setWhitelist(new ClassFilter().addPrefixes("java.lang.", "java.util.", "[", "com.hazelcast."));
        filter.setBlacklist(new ClassFilter().addClasses("java.lang.invoke.SerializedLambda"));
        return filter;
    }

    /** Those of Vert.x: who listens to which address, and where nodes are. */
    private void setMaps() {
        set("hazelcast.partition.count", PARTITIONS);
        // A call that meets a partition on its way to another member is made again so soon, by default after 500 ms.
        set("hazelcast.invocation.retry.pause.millis", 100);
        config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET)
                .setBackupCount(BACKUPS));
        config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(BACKUPS));
    }

    private void set(String property, Object value) {
        config.setProperty(property, value.toString());
    }
}
