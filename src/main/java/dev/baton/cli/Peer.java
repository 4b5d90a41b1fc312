package dev.baton.cli;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;

/**
 * Who runs the server of a socket, by the word of the kernel. Anybody may put a socket under {@code /tmp} and wait for
 * commands; only root and the user who asks are believed.
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
        if (user.equals(ROOT) || isOwn()) {
            return;
        }
        if (user.isEmpty()) {
            throw NoAnswer.notAllowed(
                    "Nobody can tell who runs the server of " + path + ", so nothing was sent to it.");
        }
        throw NoAnswer.notAllowed("The socket " + path + " is somebody else's: its server runs as '" + user
                + "', so nothing was sent to it. Name your own Baton's socket with --socket PATH or BATON_SOCKET, or run this"
                + " command as that user: sudo -u " + user + " baton …");
    }

    private boolean isOwn() {
        return user.equals(System.getProperty("user.name")) || user.equals(ownName());
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
