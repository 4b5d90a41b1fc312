package dev.baton.runtime.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Descriptors that are closed in the end, unless somebody else has taken them over. For one thread. */
final class Held implements AutoCloseable {
    private final Set<Integer> held = new LinkedHashSet<>();

    int[] pipe() throws IOException {
        int[] ends = Pipe.open();
        held.add(ends[0]);
        held.add(ends[1]);
        return ends;
    }

    /** Opens one of a process's channels for reading. */
    int channel(Path path) throws IOException {
        int fd = Channels.open(path);
        held.add(fd);
        return fd;
    }

    /** It is somebody else's now. */
    void letGo(int fd) {
        held.remove(fd);
    }

    @Override
    public void close() {
        held.forEach(LibC::close);
    }
}
