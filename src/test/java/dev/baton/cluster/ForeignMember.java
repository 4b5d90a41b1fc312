package dev.baton.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A member of Hazelcast that is no Baton, with nothing but its defaults; closing it ends it at once. */
public final class ForeignMember implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final HazelcastInstance hazelcast;

    private ForeignMember(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    /**
     * Tries to join the cluster called {@code name} at {@code seed}, and is a cluster of its own if it isn't let in.
     *
     * @param port its own
     */
    public static ForeignMember join(String name, String seed, int port) {
        Config config = new Config().setClusterName(name);
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.tcp.join.port.try.count", "1");
        config.setProperty("hazelcast.max.join.seconds", "5");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        // With another number than Baton's nodes have it would not get so far.
        config.setProperty("hazelcast.partition.count", "31");
        config.getAdvancedNetworkConfig().setEnabled(true);
        ServerSocketEndpointConfig endpoint = new ServerSocketEndpointConfig().setPort(port);
        endpoint.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getAdvancedNetworkConfig().setMemberEndpointConfig(endpoint);
        config.getAdvancedNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getAdvancedNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getAdvancedNetworkConfig()
                .getJoin()
                .getTcpIpConfig()
                .setEnabled(true)
                .setMembers(List.of(seed));
        return new ForeignMember(Hazelcast.newHazelcastInstance(config));
    }

    /** How many members there are with it. */
    public int members() {
        return hazelcast.getCluster().getMembers().size();
    }

    /** Has every other member carry out {@code task}; returns why each of them didn't. */
    public <T extends Callable<String> & Serializable> List<Throwable> haveOthersDo(T task) {
        return hazelcast.getCluster().getMembers().stream()
                .filter(member -> !member.localMember())
                .map(member -> refusal(member, task))
                .toList();
    }

    private <T extends Callable<String> & Serializable> Throwable refusal(Member member, T task) {
        try {
            String done = hazelcast
                    .getExecutorService("attack")
                    .submitToMember(task, member)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new AssertionError(member + " has done it: " + done);
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return e;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        hazelcast.getLifecycleService().terminate();
    }
}
