package dev.baton.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/** Gives ports that nobody listens at, none of them twice. Somebody else may still take one before it is used. */
final class FreePorts {
    private static final int MOST_TRIED = 1_000;
    private static final int LAST = 65_535;

    private final IntPredicate isFree;
    private final Set<Integer> given = new HashSet<>();

    /** @param isFree tells of a port whether nobody has it */
    FreePorts(IntPredicate isFree) {
        this.isFree = isFree;
    }

    /** Those that are free both on the loopback interface, where the nodes of a trial are, and at {@code host}. */
    static FreePorts ofThisMachine(String host) {
        // Whoever is told to listen at an address that isn't this machine's says so himself.
        boolean isOwn = canBeBound(host, 0);
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        return new FreePorts(port -> canBeBound(loopback, port) && (!isOwn || canBeBound(host, port)));
    }

    private static boolean canBeBound(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), 1);
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The first one from {@code first} on.
     *
     * @throws IllegalStateException if there is none near
     */
    int from(int first) {
        for (int port = first; port <= Math.min(LAST, first + MOST_TRIED); port++) {
            if (!given.contains(port) && isFree.test(port)) {
                given.add(port);
                return port;
            }
        }
        throw new IllegalStateException("none of the ports from " + first + " on is free: end who listens there");
    }
}
