package dev.baton.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** Ports: whether one is free here, and whether somebody listens at one elsewhere. Waits, so not for an event loop. */
final class Doors {
    private static final int KNOCK_MILLIS = 500;

    private Doors() {}

    /**
     * Makes sure that {@code address} can be listened at.
     *
     * @throws JoinRefused if not, naming {@code key}, the setting of the port
     */
    static void requireFree(InetAddress address, String key, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
        } catch (IOException e) {
            throw new JoinRefused(
                    JoinRefused.Reason.FAILED,
                    "cluster.bind." + key + " is " + port + " but " + address.getHostAddress() + ":" + port
                            + " can't be listened at: " + e.getMessage()
                            + ". Stop whoever has it, or write another " + key
                            + " (and, for memberPort, tell the other nodes)",
                    e);
        }
    }

    /** Makes sure that {@code address} is one of this machine's. */
    static void requireOwn(InetAddress address) {
        try {
            if (NetworkInterface.getByInetAddress(address) == null) {
                throw new JoinRefused(
                        JoinRefused.Reason.UNFIT,
                        "cluster.bind.host is " + address.getHostAddress()
                                + " but this machine has no such address: write the one that other nodes reach it at");
            }
        } catch (SocketException e) {
            // Then binding will tell.
        }
    }

    /** Whether somebody accepts connections there. */
    static boolean isAnswering(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, KNOCK_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
