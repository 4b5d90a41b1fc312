package dev.baton.orchestrator;

/** When an orchestrator ends by itself. */
public enum RunMode {
    /** When every agent has ended. */
    STOP_ON_EMPTY,
    /** Never: it waits to be told. */
    DAEMON
}
