package dev.baton.bench;

/** One row of the table. */
interface Scenario {
    /** Measures both sides; releases everything before it returns. */
    Row run() throws Exception;
}
