package dev.baton.runtime.tree;

import java.io.IOException;

/** The kernel refused to begin a process. */
final class SpawnFailure extends IOException {
    private static final long serialVersionUID = 1L;

    SpawnFailure(int errno) {
        super(LibC.words(errno));
    }
}
