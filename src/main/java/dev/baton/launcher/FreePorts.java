package dev.baton.launcher;

import java.io.IOException;
import java.net.InetAddress;
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

    /** Those of the loopback interface, which is where the nodes of a trial are. */
    static FreePorts ofThisMachine() {
        return new FreePorts(FreePorts::canBeBound);
    }

    private static boolean canBeBound(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
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
