package dev.baton.bench;

import dev.baton.agent.PeriodicAgent;

/** Waits for its next hour. */
public final class HourlyAgent extends PeriodicAgent {
    /** Called by Baton. */
    public HourlyAgent() {}

    @Override
    protected void runner() {}
}
