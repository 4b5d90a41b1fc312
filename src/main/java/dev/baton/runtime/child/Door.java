package dev.baton.runtime.child;

import dev.baton.runtime.PrivateFolder;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.AFUNIXSocketCredentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one child comes in: a socket of mode 0600 in a folder of mode 0700, both gone once it is in. Whoever comes must be a
 * process of the right user, of the tree that was begun for the child, and know the secret that only the child was told.
 */
final class Door implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int BACKLOG = 4;
    private static final int MOST_STRANGERS = 16;
    private static final int LONGEST_HELLO = 1024;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST_ANCESTORS = 16;
    private static final Wire FROM_CHILD = new Wire(FromChild.class);
    private static final Wire TO_CHILD = new Wire(ToChild.class);

    private final PrivateFolder folder;
    private final long uid;
    private final AFUNIXServerSocket server;

    private Door(PrivateFolder folder, long uid, AFUNIXServerSocket server) {
        this.folder = folder;
        this.uid = uid;
        this.server = server;
    }

    /**
     * Makes a socket.
     *
     * @param user whose process will come, null for Baton's own
     * @throws IOException with a sentence if it can't be made
     */
    static Door open(@Nullable String user) throws IOException {
        PrivateFolder folder = PrivateFolder.make("baton-child-", "s");
        AFUNIXServerSocket server = null;
        try {
            server = AFUNIXServerSocket.newInstance();
            server.bind(AFUNIXSocketAddress.of(folder.socket()), BACKLOG);
            Files.setPosixFilePermissions(folder.socket(), PosixFilePermissions.fromString("rw-------"));
            if (user != null) {
                folder.giveTo(user);
            }
            long uid = ((Number) Files.getAttribute(folder.path(), "unix:uid")).longValue();
            return new Door(folder, uid, server);
        } catch (IOException | RuntimeException | Error e) {
            folder.close();
            if (server != null) {
                server.close();
            }
            throw new IOException(
                    "the private socket of its JVM can't be made in " + folder.path() + ": " + e.getMessage(), e);
        }
    }

    Path path() {
        return folder.socket();
    }

    /** Waits for the child and lets it in; ends with an IOException when it is {@linkplain #close() closed} before. */
    Line admit(long pid, String secret) throws IOException {
        for (int i = 0; i < MOST_STRANGERS; i++) {
            AFUNIXSocket socket = server.accept();
            try {
                Line line = admit(socket, pid, secret);
                socket.setSoTimeout(0);
                return line;
            } catch (IOException e) {
                LOG.warn("Somebody who is not the child was turned away at {}: {}", path(), e.getMessage());
                socket.close();
            }
        }
        throw new SocketException("too many strangers came to the private socket of its JVM");
    }

    private Line admit(AFUNIXSocket socket, long pid, String secret) throws IOException {
        AFUNIXSocketCredentials peer = socket.getPeerCredentials();
        if (peer.getUid() != uid || !isOf(peer.getPid(), pid)) {
            throw new IOException("it is process " + peer.getPid() + " of user " + peer.getUid());
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        Line line = new Line(socket.getInputStream(), socket.getOutputStream(), socket, FROM_CHILD, TO_CHILD);
        if (line.read(LONGEST_HELLO) instanceof FromChild.Hello hello && isSame(hello.secret(), secret)) {
            return line;
        }
        throw new IOException("it does not know the secret");
    }

    private static boolean isOf(long peer, long pid) {
        ProcessHandle each = ProcessHandle.of(peer).orElse(null);
        for (int i = 0; i < MOST_ANCESTORS && each != null; i++) {
            if (each.pid() == pid) {
                return true;
            }
            each = each.parent().orElse(null);
        }
        return false;
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** The child's way to this door. */
    static Line knock(Path path, String secret) throws IOException {
        AFUNIXSocket socket = AFUNIXSocket.connectTo(AFUNIXSocketAddress.of(path));
        Line line = new Line(socket.getInputStream(), socket.getOutputStream(), socket, TO_CHILD, FROM_CHILD);
        line.send(new FromChild.Hello(secret));
        return line;
    }

    /** Lets nobody in any more; safe from any thread, more than once. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("The private socket {} could not be closed in order", path());
        }
        folder.close();
    }
}
