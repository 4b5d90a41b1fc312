package dev.baton.bench;

/** One of the two that are compared. */
interface Side {
    /** Does the work once and returns what it took, in the scenario's unit. */
    double measure() throws Exception;
}
