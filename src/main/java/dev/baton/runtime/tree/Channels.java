package dev.baton.runtime.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process writes through, as files in a folder, so that it can outlive Baton: the process itself opens them for reading
 * too, so they have a reader when Baton is gone. Until another Baton reads on, a process that fills them waits.
 */
final class Channels {
    private static final int MODE = 0600;

    private Channels() {}

    /** Where those of a tree are: standard output, standard error output. */
    static List<Path> of(Path folder, String word) {
        return List.of(folder.resolve(word + ".out"), folder.resolve(word + ".err"));
    }

    static void create(List<Path> paths) throws IOException {
        for (Path path : paths) {
            if (LibC.mkfifo(path.toString(), MODE) != 0) {
                throw new IOException(path + " can't be made: " + LibC.words(LibC.errno()));
            }
        }
    }

    /** Opens one for reading. */
    static int open(Path path) throws IOException {
        int fd = LibC.open(path.toString(), LibC.O_RDONLY | LibC.O_NONBLOCK | LibC.O_CLOEXEC, 0);
        if (fd < 0) {
            throw new IOException(path + " can't be opened: " + LibC.words(LibC.errno()));
        }
        return fd;
    }

    /** What a process opens itself. */
    static Stdio.Source forProcess(Path path) {
        return new Stdio.Opened(path.toString(), LibC.O_RDWR);
    }
}
