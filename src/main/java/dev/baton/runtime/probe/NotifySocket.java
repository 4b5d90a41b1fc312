package dev.baton.runtime.probe;

import dev.baton.runtime.PrivateFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one start of one agent says how it is. The kernel does not tell who sent a datagram, so the socket has a folder of its
 * own with a name that can't be guessed, that only the agent's user can enter, and that is gone when the start is over.
 */
final class NotifySocket {
    private static final Logger LOG = LoggerFactory.getLogger(NotifySocket.class);
    private static final int LONGEST = 4096;
    private static final int MOST_IN_A_TURN = 64;

    private final PrivateFolder folder;
    private final AFUNIXDatagramChannel channel;
    private final Consumer<Notice> reader;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(LONGEST);

    private NotifySocket(PrivateFolder folder, AFUNIXDatagramChannel channel, Consumer<Notice> reader) {
        this.folder = folder;
        this.channel = channel;
        this.reader = reader;
    }

    /**
     * Makes a socket for a process that runs as {@code user}.
     *
     * @param user null for Baton's own; what comes after a colon is left out
     */
    static NotifySocket bind(@Nullable String user, Consumer<Notice> reader) throws IOException {
        PrivateFolder folder = PrivateFolder.make("baton-notify-", "socket");
        AFUNIXDatagramChannel channel = null;
        try {
            channel = AFUNIXDatagramChannel.open();
            channel.configureBlocking(false);
            channel.bind(AFUNIXSocketAddress.of(folder.socket().toFile()));
            if (user != null) {
                folder.giveTo(user);
            }
            return new NotifySocket(folder, channel, reader);
        } catch (IOException | RuntimeException | Error e) {
            folder.close();
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    AFUNIXDatagramChannel channel() {
        return channel;
    }

    /** For {@code NOTIFY_SOCKET}. */
    String address() {
        return folder.socket().toString();
    }

    /** Reads what has come; some of it, if there is much, so that others get their turn. */
    void receive() {
        try {
            for (int i = 0; i < MOST_IN_A_TURN && channel.isOpen(); i++) {
                datagram.clear();
                channel.receive(datagram);
                if (datagram.position() == 0) {
                    return;
                }
                datagram.flip();
                reader.accept(
                        Notice.parse(StandardCharsets.UTF_8.decode(datagram).toString()));
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("What a process said by sd_notify could not be read");
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("The socket {} could not be closed in order", folder.socket());
        }
        folder.close();
    }
}
