package dev.baton.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports that nobody has, below those that the kernel gives to clients, each once. Several JVMs with tests, those of other
 * checkouts too, run at the same time: each takes its ports from blocks of its own, whose first port it holds to its end.
 */
public final class TestPorts {
    private static final int FIRST = 20_000;
    private static final int BLOCK = 100;
    private static final int BLOCKS = 100;

    private static int block = (int) (ProcessHandle.current().pid() % BLOCKS);
    private static int used = BLOCK;

    private TestPorts() {}

    /** One more. */
    public static synchronized int next() {
        for (int tries = 0; tries < BLOCK * BLOCKS; tries++) {
            if (used == BLOCK) {
                takeBlock();
            }
            int port = FIRST + block * BLOCK + used++;
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no port is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = open(port)) {
            return socket.isBound();
        } catch (IOException somebodys) {
            return false;
        }
    }

    @SuppressWarnings("resource") // it is held until this JVM ends
    private static void takeBlock() {
        for (int tries = 0; tries < BLOCKS; tries++) {
            block = (block + 1) % BLOCKS;
            try {
                open(FIRST + block * BLOCK);
                used = 1;
                return;
            } catch (IOException somebodys) {
                // The next one, then.
            }
        }
        throw new AssertionError("no block of ports is free");
    }

    private static ServerSocket open(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
