package dev.baton.bench;

import dev.baton.agent.Agent;

/** Has nothing to do, and is done. */
public final class NoOpAgent extends Agent {
    /** Called by Baton. */
    public NoOpAgent() {}

    @Override
    protected void execute() {}
}
