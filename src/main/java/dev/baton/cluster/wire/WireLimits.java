package dev.baton.cluster.wire;

/** How much may travel at once. What is larger goes in pages. */
public final class WireLimits {
    /** The version of what is said here; nodes of different ones don't understand each other. */
    public static final int VERSION = 1;
    /** The largest message, in bytes. A larger one is neither sent nor read. */
    public static final int LARGEST_MESSAGE = 1024 * 1024;
    /** The largest page of rows, in bytes. */
    public static final int LARGEST_PAGE = 512 * 1024;
    /** The most rows in a page. */
    public static final int MOST_ROWS = 500;

    private WireLimits() {}
}
