package dev.baton.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/**
 * Vert.x on Hazelcast with Baton's settings of both, and nothing else: {@code BareNode NAME MEMBERPORT BUSPORT MEMBERS COUNT
 * [WRITES]}. They are called n1, n2 and so on. Says {@code ready} once it sees so many members and each of them has answered it on
 * the event bus, for a member that can't be asked is no use yet; then writes to a map, if it is to, and says how many writes it
 * does in a second. Runs until it is killed.
 */
public final class BareNode {
    /** What the line begins with that has the rate. */
    public static final String RATE = "writes per second: ";

    private static final String HOST = "127.0.0.1";
    private static final String ADDRESS = "node.";
    private static final long PATIENCE_MILLIS = 2_000;
    private static final String MAP = "states";
    private static final int KEYS = 5_000;
    private static final int IN_FLIGHT = 8;
    private static final long PAUSE_NANOS = 2_000_000;

    private BareNode() {}

    /** Joins. */
    public static void main(String... arguments) throws InterruptedException {
        // Left alone, Logback writes whatever Netty and Hazelcast have to say to developers.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
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
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(BusOptions.of(settings)))
                .withClusterManager(manager)
                .buildClustered()
                .await();
        HazelcastInstance hazelcast = manager.getHazelcastInstance();
        int count = Integer.parseInt(arguments[4]);
        vertx.eventBus()
                .consumer(ADDRESS + arguments[0], message -> message.reply(message.body()))
                .completion()
                .await();
        while (hazelcast.getCluster().getMembers().size() < count) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        for (int i = 1; i <= count; i++) {
            awaitAnswer(vertx.eventBus(), ADDRESS + "n" + i);
        }
        System.out.println("ready");
        if (arguments.length > 5) {
            System.out.println(RATE + rate(hazelcast.getMap(MAP), Integer.parseInt(arguments[5])));
        }
        new CountDownLatch(1).await();
    }

    private static void awaitAnswer(EventBus bus, String address) {
        while (!isAnswering(bus, address)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isAnswering(EventBus bus, String address) {
        return bus.<String>request(address, "", new DeliveryOptions().setSendTimeout(PATIENCE_MILLIS))
                .map(answer -> true)
                .otherwise(notYet -> false)
                .await();
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
