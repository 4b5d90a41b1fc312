package dev.baton.cli;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/**
 * Who runs the server of a socket, by the word of the kernel. Anybody may put a socket under {@code /tmp} and wait for
 * commands; there only root and the user who asks are believed. Where nobody else can put one, as under {@code /run/baton},
 * the server's user is believed as well.
 *
 * @param user its name; empty if this system can't tell
 */
record Peer(String user) {
    private static final String ROOT = "root";
    private static final Path SELF = Path.of("/proc/self");

    static Peer of(SocketChannel channel) {
        try {
            return new Peer(
                    channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
        } catch (IOException | UnsupportedOperationException e) {
            return new Peer("");
        }
    }

    void require(Path path) throws NoAnswer {
        if (isBelieved(user)) {
            return;
        }
        if (user.isEmpty()) {
            throw NoAnswer.notAllowed(
                    "Nobody can tell who runs the server of " + path + ", so nothing was sent to it.");
        }
        if (isOutOfReachOfOthers(path)) {
            return;
        }
        throw NoAnswer.notAllowed("The socket " + path + " is somebody else's: its server runs as '" + user
                + "', and others could have put it there, so nothing was sent to it. Name your own Baton's socket with --socket PATH or BATON_SOCKET, or run this"
                + " command as that user: sudo -u " + user + " baton …");
    }

    private static boolean isBelieved(String user) {
        return user.equals(ROOT) || user.equals(System.getProperty("user.name")) || user.equals(ownName());
    }

    /** Whether every folder on the way belongs to this user or to one who is believed, and nobody else may write there. */
    private boolean isOutOfReachOfOthers(Path path) {
        try {
            Path plain = path.toAbsolutePath();
            // A link may have been put by whoever may write where it points from.
            if (!plain.equals(path.toRealPath())) {
                return false;
            }
            for (Path folder = plain.getParent(); folder != null; folder = folder.getParent()) {
                PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
                String owner = attributes.owner().getName();
                if (!(owner.equals(user) || isBelieved(owner)) || letsOthersWrite(attributes.permissions())) {
                    return false;
                }
            }
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean letsOthersWrite(Set<PosixFilePermission> permissions) {
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** By the user's number: one without an entry in the system's list of users has no {@code user.name}. */
    private static String ownName() {
        try {
            return Files.getOwner(SELF).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "?";
        }
    }
}
