package dev.baton.process;

import dev.baton.settings.Key;

/** What a process can read from its standard input. */
public enum Stdin {
    /** Nothing: it meets the end at once. */
    @Key("closed")
    CLOSED,
    /** Nothing, but it waits: an open pipe that nobody writes to and that ends with Baton. */
    @Key("piped")
    PIPED
}
