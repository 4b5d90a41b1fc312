package dev.baton.cluster.door;

import dev.baton.logging.LogKeys;
import dev.baton.logging.Seldom;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.transport.Transport;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of one node's event bus, before and behind TLS. Whatever comes through it is a message of Vert.x's, whole, of at most
 * {@link #LARGEST_MESSAGE} bytes, and all lengths in it are true. A connection that brings anything else is closed, counted, and
 * logged once a minute for each address.
 *
 * <p>So strangers have of a node's memory no more than the part that {@link #BusDoor} is told, for messages that are on their way,
 * and one read buffer for each of {@value #MOST_CONNECTIONS} connections. What they say in good form is not judged here. For any
 * thread.
 */
public final class BusDoor {
    /** The largest message that comes in, in bytes, with its address and headers. */
    public static final int LARGEST_MESSAGE = 4 << 20;
    /** How many connections may be open; more than twice as many as a node knows others. */
    public static final int MOST_CONNECTIONS = 600;

    private static final Logger LOG = LoggerFactory.getLogger("baton.cluster");
    private static final int LONGEST_REASON = 300;

    private final String host;
    private final int port;
    private final long mostHeld;
    private final LongSupplier nanoTime;
    private final AtomicBoolean isHung = new AtomicBoolean();
    private final Set<Visitor> visitors = ConcurrentHashMap.newKeySet();
    private final AtomicLong comers = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final LongAdder refused = new LongAdder();
    private final Seldom seldom = new Seldom();

    /**
     * A door that is not hung yet.
     *
     * @param host where the bus listens
     * @param port where the bus listens
     * @param mostHeld how many bytes messages may have that have begun to come and are not complete, of all connections together
     * @param nanoTime a clock that only goes forward
     */
    public BusDoor(String host, int port, long mostHeld, LongSupplier nanoTime) {
        this.host = host;
        this.port = port;
        this.mostHeld = Math.max(2L * LARGEST_MESSAGE, mostHeld);
        this.nanoTime = nanoTime;
    }

    /** The transport for the Vert.x whose bus it is: hangs the door where that listens, and does nothing else. */
    public Transport transport() {
        return new DoorTransport(this);
    }

    /** Whether the bus listens behind it. */
    public boolean isHung() {
        return isHung.get();
    }

    /** How many connections are open. */
    public int connections() {
        return visitors.size();
    }

    /** How many connections were closed since the start because of what they brought or didn't, or not let in. */
    public long refused() {
        return refused.sum();
    }

    /** Puts itself before the bus if that is what {@code options} are of. */
    void hang(NetServerOptions options, ServerBootstrap bootstrap) {
        ChannelHandler bus = bootstrap.config().childHandler();
        if (bus != null && options.getPort() == port && host.equals(options.getHost())) {
            bootstrap.childHandler(new Doorstep(this, bus));
            isHung.set(true);
        }
    }

    /** A number for who comes next. */
    long number() {
        return comers.incrementAndGet();
    }

    /** Whether there is room for {@code visitor}; if need be, who came first and has brought no whole message yet goes for it. */
    boolean admits(Visitor visitor) {
        if (visitors.size() >= MOST_CONNECTIONS) {
            Optional<Visitor> idle = first(each -> !each.isKnown());
            if (idle.isEmpty()) {
                refused(visitor.address(), MOST_CONNECTIONS + " connections are open already");
                return false;
            }
            idle.get().refuse("there are " + MOST_CONNECTIONS + " connections, and it has brought no message yet");
        }
        visitors.add(visitor);
        return true;
    }

    private Optional<Visitor> first(Predicate<Visitor> which) {
        return visitors.stream().filter(which).min(Comparator.comparingLong(Visitor::number));
    }

    void gone(Visitor visitor) {
        visitors.remove(visitor);
    }

    /** Somebody holds so many bytes more; if that is too much, who holds most goes. */
    void holds(int more) {
        if (held.addAndGet(more) > mostHeld) {
            visitors.stream()
                    .max(Comparator.comparingInt(Visitor::held))
                    .ifPresent(greediest -> greediest.refuse("messages that are not complete have more than " + mostHeld
                            + " bytes together, and this one has most of them"));
        }
    }

    /** Counts and tells that a connection from {@code address} is closed. */
    void refused(String address, String reason) {
        refused.increment();
        long count = seldom.count(address, nanoTime.getAsLong());
        if (count > 0) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.ADDRESS, address)
                    .addKeyValue(LogKeys.COUNT, count)
                    .log(
                            "Connections to the port of the event bus were refused, at last because {}",
                            reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + '…');
        }
    }
}
