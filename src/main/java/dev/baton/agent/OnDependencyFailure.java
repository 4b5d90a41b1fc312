package dev.baton.agent;

import dev.baton.settings.Key;

/** What a running agent does when an agent that it depends on goes down. */
public enum OnDependencyFailure {
    /** It runs on. */
    @Key("keep")
    KEEP,
    /** It stops, waits for the dependency as at its first start, and starts again. */
    @Key("restart")
    RESTART,
    /** It stops. */
    @Key("stop")
    STOP
}
