package dev.baton.agent;

/**
 * Repeats {@link #cycle()} without a pause until it is stopped or its {@code limit} is reached. Between two cycles the
 * thread is given to other agents that wait for one.
 *
 * <p>Config: {@code limit}, the number of cycles, -1 (the default) for no limit.
 */
public abstract class LoopingAgent extends Agent {

    /** For subclasses. */
    protected LoopingAgent() {}

    /** One round of the work. An exception ends the agent in ERROR. */
    protected abstract void cycle() throws Exception;

    @Override
    protected final void execute() throws Exception {
        cycle();
    }

    @Override
    final Cadence cadence() {
        return new Cadence.Continuous(context().config(Settings.class).limit());
    }

    @Override
    final Class<? extends Record> kindSettings() {
        return Settings.class;
    }

    /**
     * The keys this kind reads.
     *
     * @param limit how many cycles, -1 for no limit
     */
    record Settings(long limit) {
        static final Settings DEFAULT = new Settings(Cadence.NO_LIMIT);

        Settings {
            Cadence.requireLimit(limit);
        }
    }
}
