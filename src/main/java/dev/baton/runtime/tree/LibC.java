package dev.baton.runtime.tree;

import com.sun.jna.Library;
import com.sun.jna.Native;

/** The calls of the C library that Java has no word for. */
interface LibC extends Library {
    /** Loaded when first used. */
    static LibC get() {
        return Holder.LOADED;
    }

    /** See kill(2): a negative {@code pid} means the group; signal 0 only asks whether there is one. */
    int kill(int pid, int signal);

    /** Loads the library once. */
    final class Holder {
        private static final LibC LOADED = Native.load("c", LibC.class);

        private Holder() {}
    }
}
