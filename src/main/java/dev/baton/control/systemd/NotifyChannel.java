package dev.baton.control.systemd;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to systemd: one datagram for each thing said, and never a wait. A trouble is logged when it is met first. Not for several
 * threads at once.
 */
public final class NotifyChannel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyChannel.class);

    private final String socket;
    private final AFUNIXSocketAddress address;
    private AFUNIXDatagramChannel channel;
    private boolean fullTold;
    private boolean goneTold;
    private boolean closed;

    private NotifyChannel(String socket, AFUNIXSocketAddress address) throws IOException {
        this.socket = socket;
        this.address = address;
        this.channel = open();
    }

    /**
     * The way to {@code socket}, which needs not be there yet. May take a moment, so not on an event loop.
     *
     * @param socket a path, or a name that begins with {@code @} (Linux's abstract names)
     * @throws IOException if there can't be such a socket
     */
    public static NotifyChannel to(String socket) throws IOException {
        return new NotifyChannel(socket, address(socket));
    }

    private static AFUNIXSocketAddress address(String socket) throws IOException {
        if (socket.startsWith("@")) {
            return AFUNIXSocketAddress.inAbstractNamespace(socket.substring(1));
        }
        if (socket.startsWith("/")) {
            return AFUNIXSocketAddress.of(new File(socket));
        }
        throw new IOException("it is neither a path nor a name that begins with @");
    }

    private static AFUNIXDatagramChannel open() throws IOException {
        AFUNIXDatagramChannel opened = AFUNIXDatagramChannel.open();
        try {
            opened.configureBlocking(false);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * Says all {@code lines} at once.
     *
     * @return false if there was no room for it, so that it may be said again later
     */
    public boolean say(String... lines) {
        if (closed) {
            return true;
        }
        try {
            if (!channel.isOpen()) {
                // It closes itself when nobody listens at the other end.
                channel = open();
            }
            ByteBuffer datagram = ByteBuffer.wrap(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            if (channel.send(datagram, address) > 0) {
                return true;
            }
        } catch (IOException e) {
            tellGone(e);
            return true;
        }
        tellFull();
        return false;
    }

    private void tellGone(IOException why) {
        if (!goneTold) {
            goneTold = true;
            LOG.warn("systemd can't be told how Baton is: {}: {}", socket, why.getMessage());
        }
    }

    private void tellFull() {
        if (!fullTold) {
            fullTold = true;
            LOG.warn("systemd is slow to read how Baton is: {} is full", socket);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("The way to {} could not be closed in order", socket);
        }
    }
}
