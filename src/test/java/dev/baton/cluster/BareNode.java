package dev.baton.cluster;

import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Vert.x on Hazelcast with Baton's settings of both, and nothing else: {@code BareNode NAME MEMBERPORT BUSPORT MEMBERS COUNT
 * [WRITES]}. Says {@code ready} once it sees so many members; then writes to a map, if it is to, and says how many writes it does
 * in a second. Runs until it is killed.
 */
public final class BareNode {
    private static final String HOST = "127.0.0.1";
    private static final String MAP = "states";
    private static final int KEYS = 5_000;
    private static final int IN_FLIGHT = 8;
    private static final long PAUSE_NANOS = 2_000_000;

    private BareNode() {}

    /** Joins. */
    public static void main(String... arguments) throws InterruptedException {
        ClusterSettings settings = new ClusterSettings(
                true,
                "bare",
                arguments[0],
                new ClusterSettings.Bind(HOST, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), 7701),
                new ClusterSettings.Discovery(List.of(arguments[3].split(",", -1)), null, null),
                null,
                false,
                ClusterSettings.DEFAULT.joinTimeout(),
                List.of(),
                ClusterSettings.DEFAULT.dataDir(),
                ClusterSettings.DEFAULT.leaseDuration(),
                null,
                ClusterSettings.DEFAULT.labels());
        var config = HazelcastConfig.of(settings, new Badge(arguments[0], "1", "1", false))
                .addMapConfig(new MapConfig(MAP).setBackupCount(1));
        HazelcastClusterManager manager = new HazelcastClusterManager(config);
        Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(BusOptions.of(settings)))
                .withClusterManager(manager)
                .buildClustered()
                .await();
        HazelcastInstance hazelcast = manager.getHazelcastInstance();
        while (hazelcast.getCluster().getMembers().size() < Integer.parseInt(arguments[4])) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        System.out.println("ready");
        if (arguments.length > 5) {
            System.out.println(rate(hazelcast.getMap(MAP), Integer.parseInt(arguments[5])));
        }
        new CountDownLatch(1).await();
    }

    /** Writes per second, after as many that don't count. */
    private static double rate(IMap<String, String> map, int writes) throws InterruptedException {
        write(map, writes);
        long began = System.nanoTime();
        write(map, writes);
        return writes * 1e9 / (System.nanoTime() - began);
    }

    private static void write(IMap<String, String> map, int writes) throws InterruptedException {
        Semaphore free = new Semaphore(IN_FLIGHT);
        for (int i = 0; i < writes; i++) {
            free.acquire();
            map.setAsync("agent-" + i % KEYS, "{\"state\":\"RUNNING\",\"incarnation\":" + i + "}")
                    .whenComplete((done, failure) -> free.release());
        }
        free.acquire(IN_FLIGHT);
    }
}
