package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.protocol.Reply;
import dev.baton.protocol.ReplyLine;
import dev.baton.protocol.Request;
import dev.baton.protocol.RequestLine;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The command socket, spoken to with nothing but the JDK, because everything else would take longer to load than to ask. */
final class SocketConnection implements Connection {
    private static final String SENDER = "cli";
    private static final int FIRST_SIZE = 16 * 1024;

    private final Path path;
    private final SocketChannel channel;
    private final InstantSource clock;
    private byte[] held = new byte[FIRST_SIZE];
    private int start;
    private int end;
    private int asked;

    private SocketConnection(Path path, SocketChannel channel, InstantSource clock) {
        this.path = path;
        this.channel = channel;
        this.clock = clock;
    }

    /** Connects, and refuses a server that runs as somebody else. */
    static SocketConnection to(Path path, InstantSource clock) throws NoAnswer {
        SocketChannel channel = connect(path);
        try {
            Peer.of(channel).require(path);
            return new SocketConnection(path, channel, clock);
        } catch (NoAnswer refused) {
            closeQuietly(channel);
            throw refused;
        }
    }

    private static SocketChannel connect(Path path) throws NoAnswer {
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(path));
            return channel;
        } catch (IOException e) {
            closeQuietly(channel);
            throw SocketTrouble.connecting(path, e);
        }
    }

    @Override
    public Reply ask(Command<?> command, @Nullable Duration patience) throws NoAnswer {
        try (Watchdog watchdog = Watchdog.in(patience, this::close)) {
            try {
                send(new Request(nextId(), command, false));
                return receive();
            } catch (IOException e) {
                if (watchdog.hasBarked() && patience != null) {
                    throw SocketTrouble.silent(path, patience);
                }
                throw SocketTrouble.talking(path, e);
            }
        }
    }

    @Override
    public void follow(Command<?> command, Listener listener) throws NoAnswer {
        try {
            send(new Request(nextId(), command, true));
            while (listener.hear(receive())) {
                // It is told the next one.
            }
        } catch (IOException e) {
            throw SocketTrouble.talking(path, e);
        }
    }

    private String nextId() {
        asked++;
        return Integer.toString(asked);
    }

    private void send(Request request) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(RequestLine.write(request, SENDER, clock.instant()));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private Reply receive() throws IOException, NoAnswer {
        int lineEnd = nextLineEnd();
        int from = start;
        start = lineEnd + 1;
        try {
            return ReplyLine.read(held, from, lineEnd - from);
        } catch (IOException e) {
            throw SocketTrouble.foreign(path, e);
        }
    }

    private int nextLineEnd() throws IOException {
        int looked = start;
        while (true) {
            for (int i = looked; i < end; i++) {
                if (held[i] == '\n') {
                    return i;
                }
            }
            int unread = end - start;
            makeRoom();
            looked = start + unread;
            ByteBuffer into = ByteBuffer.wrap(held, end, held.length - end);
            int read = channel.read(into);
            if (read < 0) {
                throw new IOException("the connection was closed by the other side");
            }
            end += read;
        }
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(held, start, held, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == held.length) {
            held = Arrays.copyOf(held, held.length * 2);
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(@Nullable SocketChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // There is nobody to tell, and nothing to do about it.
        }
    }
}
