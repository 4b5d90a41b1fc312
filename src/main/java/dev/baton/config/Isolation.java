package dev.baton.config;

import dev.baton.settings.Key;

/** How far a Java agent is apart from Baton. */
enum Isolation {
    /** Not at all: on threads of Baton's. */
    @Key("thread")
    THREAD,
    /** In a JVM of its own. */
    @Key("process")
    PROCESS
}
