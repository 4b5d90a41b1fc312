package dev.baton.control.socket;

import java.io.IOException;
import java.nio.file.Path;

/** Another process answers at the path of the command socket; nothing was changed. The message says who, and what to do. */
public final class SocketTaken extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path path;
    private final long pid;

    SocketTaken(Path path, long pid, String user) {
        super("the command socket " + path + " is held by process " + pid + " of user " + user
                + ", which answers there: stop that one, or set orchestrator.commandSocketPath to another path");
        this.path = path;
        this.pid = pid;
    }

    /** Where. */
    public Path path() {
        return path;
    }

    /** The process that listens there. */
    public long pid() {
        return pid;
    }
}
