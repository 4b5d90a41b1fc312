package dev.baton.control.socket;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXServerSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketCredentials;
import org.newsclub.net.unix.FileDescriptorCast;

/**
 * A bound socket and its file. The file is made in a folder that only Baton's user can enter, gets its permissions there, and
 * then its name; so nobody ever meets it with other permissions than it is to have, and it never takes a name from
 * another.
 */
final class SocketFile {
    private static final int BACKLOG = 128;
    private static final int MOST_TRIES = 5;
    private static final int LONGEST_PATH = 107;
    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET_TYPE = 0140000;

    private final Path path;
    private final AFUNIXServerSocketChannel bound;
    private final AFUNIXServerSocketChannel channel;
    private final Object key;

    private SocketFile(Path path, AFUNIXServerSocketChannel bound, AFUNIXServerSocketChannel channel, Object key) {
        this.path = path;
        this.bound = bound;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Binds a socket and lets it listen.
     *
     * @throws SocketTaken if another process listens there
     * @throws IOException if something else stands there, or the file can't be made; the message says what to do
     */
    static SocketFile bind(SocketSettings settings) throws IOException {
        Path path = settings.path();
        requireFolder(path);
        for (int i = 0; i < MOST_TRIES; i++) {
            makeRoom(path);
            try {
                return bindAside(settings);
            } catch (FileAlreadyExistsException quicker) {
                // Another one has taken the name in between: look who.
            }
        }
        throw new IOException("the command socket " + path + " is being made by another process, too: try again");
    }

    private static void requireFolder(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("the command socket " + path
                    + " can't be made because its folder does not exist: make the folder, or set"
                    + " orchestrator.commandSocketPath to another path");
        }
    }

    /** Removes the file of a socket that nobody listens on. */
    private static void makeRoom(Path path) throws IOException {
        Object standing = key(path);
        if (standing == null) {
            return;
        }
        if (!isSocket(path)) {
            throw new IOException("the command socket " + path + " can't be made because there is something else, which"
                    + " is no socket: move it away, or set orchestrator.commandSocketPath to another path");
        }
        refuseLive(path);
        if (standing.equals(key(path))) {
            Files.deleteIfExists(path);
        }
    }

    private static void refuseLive(Path path) throws IOException {
        try (AFUNIXSocketChannel probe = AFUNIXSocketChannel.open()) {
            // Never waits: with a full backlog somebody listens, too.
            probe.configureBlocking(false);
            if (!connects(probe, path)) {
                return;
            }
            AFUNIXSocketCredentials holder = probe.isConnected() ? probe.getPeerCredentials() : null;
            throw new SocketTaken(
                    path,
                    holder == null ? -1 : holder.getPid(),
                    holder == null ? "(unknown)" : new UserNames().of(holder.getUid()));
        }
    }

    private static boolean connects(AFUNIXSocketChannel probe, Path path) throws IOException {
        try {
            probe.connect(AFUNIXSocketAddress.of(path));
            return true;
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            if (reason.contains("Connection refused") || reason.contains("No such file")) {
                return false;
            }
            if (reason.contains("temporarily unavailable")) {
                return true;
            }
            throw new IOException(
                    "the command socket " + path + " can't be made because there is one which can't be asked who"
                            + " holds it (" + reason
                            + "): remove it, or set orchestrator.commandSocketPath to another path",
                    e);
        }
    }

    private static SocketFile bindAside(SocketSettings settings) throws IOException {
        Path folder = privateFolder(settings.path());
        Path aside = folder.resolve("s");
        AFUNIXServerSocketChannel bound = AFUNIXServerSocketChannel.open();
        boolean done = false;
        try {
            bound.setDeleteOnClose(false);
            bound.bind(AFUNIXSocketAddress.of(aside), BACKLOG);
            permit(aside, settings);
            Object key = Files.readAttributes(aside, BasicFileAttributes.class).fileKey();
            AFUNIXServerSocketChannel channel = freeOfItsName(bound);
            name(aside, settings.path());
            done = true;
            return new SocketFile(settings.path(), bound, channel, key);
        } finally {
            if (!done) {
                bound.close();
            }
            Files.deleteIfExists(aside);
            Files.deleteIfExists(folder);
        }
    }

    /**
     * The same socket again: one that junixsocket has bound itself it closes as soon as there is nothing at the path it was bound
     * to. The two share a file descriptor, so both have to be kept.
     */
    private static AFUNIXServerSocketChannel freeOfItsName(AFUNIXServerSocketChannel bound) throws IOException {
        AFUNIXServerSocketChannel channel =
                FileDescriptorCast.using(bound.getFileDescriptor()).as(AFUNIXServerSocketChannel.class);
        channel.setDeleteOnClose(false);
        channel.configureBlocking(false);
        return channel;
    }

    /** Beside the socket, because a file keeps its place on the disk when it gets another name. */
    private static Path privateFolder(Path path) throws IOException {
        String process = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        for (int i = 0; i < Character.MAX_RADIX; i++) {
            Path folder = path.resolveSibling(".b" + process + Integer.toString(i, Character.MAX_RADIX));
            if (folder.toString().length() + 2 > LONGEST_PATH) {
                throw new IOException("the command socket " + path + " can't be made because its path is too long:"
                        + " set orchestrator.commandSocketPath to a shorter one, such as /tmp/baton.sock");
            }
            try {
                return Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException leftBehind) {
                // By a process of this number that was killed, or in use by another server of this one.
            } catch (FileSystemException e) {
                throw new IOException(
                        "the command socket " + path + " can't be made because " + e.getReason()
                                + ": let Baton write to its folder, or set orchestrator.commandSocketPath to another path",
                        e);
            }
        }
        throw new IOException(
                "the command socket " + path + " can't be made: remove the folders .b" + process + "* beside it");
    }

    private static void permit(Path file, SocketSettings settings) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        view.setPermissions(settings.permissions());
        String group = settings.group();
        if (group != null) {
            try {
                GroupPrincipal principal =
                        file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
                view.setGroup(principal);
            } catch (UserPrincipalNotFoundException e) {
                throw new IOException("commandSocketGroup is '" + group + "', but there is no such group", e);
            } catch (FileSystemException e) {
                throw new IOException(
                        "commandSocketGroup is '" + group
                                + "', but the socket can't be given to it; Baton's user must be a member of it",
                        e);
            }
        }
    }

    /** A second name for the file, which fails where a move would replace what is there. */
    private static void name(Path aside, Path path) throws IOException {
        try {
            Files.createLink(path, aside);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
            Files.move(aside, path);
        }
    }

    AFUNIXServerSocketChannel channel() {
        return channel;
    }

    /** Whether the name still leads to this socket. */
    boolean isInPlace() {
        try {
            return key.equals(key(path));
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends listening and removes the file, if it is still this one's. */
    void close() throws IOException {
        if (isInPlace()) {
            Files.deleteIfExists(path);
        }
        abandon();
    }

    /** Ends listening, whatever stands there now. */
    void abandon() throws IOException {
        channel.close();
        bound.close();
    }

    private static boolean isSocket(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & FILE_TYPE) == SOCKET_TYPE;
    }

    private static @Nullable Object key(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
