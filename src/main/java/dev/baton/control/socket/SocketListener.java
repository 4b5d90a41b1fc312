package dev.baton.control.socket;

import java.nio.file.Path;

/** Who wants to know what became of the socket's file. Called on the socket's thread; must not wait. */
public interface SocketListener {
    /** Nobody listens. */
    SocketListener NONE = new SocketListener() {
        @Override
        public void rebound(Path path) {}

        @Override
        public void lost(Path path, String reason) {}
    };

    /** The file was gone and is there again; nobody could connect in between. Connections were not touched. */
    void rebound(Path path);

    /**
     * The file is gone and can't be made again. Said once; it is tried again with every check.
     *
     * @param reason why, in a sentence
     */
    void lost(Path path, String reason);
}
