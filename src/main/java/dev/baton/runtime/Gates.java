package dev.baton.runtime;

/**
 * The gates an agent passes before {@code setup()} and before {@code execute()}. They belong to the agent, not to one
 * start of it.
 *
 * @param setup before {@code setup()}
 * @param execute before the first {@code execute()}
 */
public record Gates(Gate setup, Gate execute) {

    /** Two open gates. */
    public Gates() {
        this(new Gate(), new Gate());
    }
}
