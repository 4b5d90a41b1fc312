package dev.baton.runtime.tree;

/**
 * What a process has as its first three descriptors.
 *
 * @param in its standard input
 * @param out its standard output
 * @param err its standard error output
 */
record Stdio(Source in, Source out, Source err) {
    private static final Source NOTHING = new Opened("/dev/null", LibC.O_RDWR);

    /** Nothing to read, nowhere to write. */
    static final Stdio NONE = new Stdio(NOTHING, NOTHING, NOTHING);

    /** With another standard input. */
    Stdio reading(Source other) {
        return new Stdio(other, out, err);
    }

    /** Where a descriptor comes from. */
    sealed interface Source {}

    /**
     * A copy of one of Baton's.
     *
     * @param fd which
     */
    record Copied(int fd) implements Source {}

    /**
     * Opened by the process itself.
     *
     * @param path which file
     * @param flags see open(2)
     */
    record Opened(String path, int flags) implements Source {}
}
