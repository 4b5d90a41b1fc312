package dev.baton.process;

/** What a process can read from its standard input. */
public enum Stdin {
    /** Nothing: it meets the end at once. */
    CLOSED,
    /** Nothing, but it waits: an open pipe that nobody writes to and that ends with Baton. */
    PIPED
}
