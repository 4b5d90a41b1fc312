package dev.baton.process;

import dev.baton.settings.Key;

/** What becomes of processes when Baton is no more, without having stopped them: it was killed, or it crashed. */
public enum Orphans {
    /** They end with it. */
    @Key("kill")
    KILL,
    /** They go on, and the next Baton takes them over. */
    @Key("adopt")
    ADOPT
}
