package dev.baton.runtime.child;

/** The gates of an agent. */
enum GateName {
    /** Before {@code setup()}. */
    SETUP,
    /** Before the first {@code execute()}. */
    EXECUTE
}
