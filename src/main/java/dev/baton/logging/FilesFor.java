package dev.baton.logging;

import dev.baton.settings.Key;

/** Of which agents lines are kept in files if the agent itself doesn't say. */
public enum FilesFor {
    /** Of those that are processes of their own. */
    @Key("programs")
    PROGRAMS,
    /** Of all. */
    @Key("all")
    ALL,
    /** Of none. */
    @Key("none")
    NONE
}
