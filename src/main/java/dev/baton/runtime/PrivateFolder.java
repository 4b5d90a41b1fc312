package dev.baton.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for one socket, of mode 0700 and with a name that can't be guessed, in Java's folder for temporary files or, if the
 * name of that is long, in {@code /tmp}: the kernel bounds a socket's path. To be used off the event loop; {@link #close()} is
 * safe from any thread, and more than once.
 */
public final class PrivateFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
    private static final int LONGEST_BASE = 50;

    private final Path folder;
    private final Path socket;

    private PrivateFolder(Path folder, String name) {
        this.folder = folder;
        this.socket = folder.resolve(name);
    }

    /**
     * Makes one.
     *
     * @param prefix what its name begins with, of at most 20 characters
     * @param name of the socket, of at most 10 characters; whoever uses the folder makes that
     */
    public static PrivateFolder make(String prefix, String name) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path base = temporary.toString().length() < LONGEST_BASE ? temporary : Path.of("/tmp");
        Path folder = Files.createTempDirectory(
                base, prefix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new PrivateFolder(folder, name);
    }

    /** Where the folder is. */
    public Path path() {
        return folder;
    }

    /** Where the socket belongs. */
    public Path socket() {
        return socket;
    }

    /**
     * Makes {@code user} the owner of the socket, which has been made, and of the folder.
     *
     * @param user what comes after a colon is left out
     */
    public void giveTo(String user) throws IOException {
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user.split(":", 2)[0]);
        Files.setOwner(socket, owner);
        Files.setOwner(folder, owner);
    }

    /** Deletes both, as far as they are there. */
    @Override
    public void close() {
        delete(socket);
        delete(folder);
    }

    private static void delete(Path path) {
        File present = path.toFile();
        if (!present.delete() && present.exists()) {
            LOG.warn("{} could not be deleted", path);
        }
    }
}
