package dev.baton.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports that nobody has, below those that the kernel gives to clients, each once. */
public final class TestPorts {
    private static final int FIRST = 20_000;
    private static final int MANY = 10_000;
    /** Tests of several checkouts may run at the same time. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 37 % MANY));

    private TestPorts() {}

    /** One more. */
    public static int next() {
        for (int tries = 0; tries < MANY; tries++) {
            int port = FIRST + NEXT.getAndIncrement() % MANY;
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody's.
            }
        }
        throw new AssertionError("no port is free");
    }
}
