package dev.baton.metrics;

/**
 * How much is counted apart.
 *
 * @param maxAgentSeries how many agents get numbers of their own, 1 to {@value #MOST}; the others are counted together
 */
public record MetricsSettings(int maxAgentSeries) {
    /** The most agents that may be asked for. */
    public static final int MOST = 100_000;
    /** 1,000 agents. */
    public static final MetricsSettings DEFAULT = new MetricsSettings(1_000);

    /** @throws IllegalArgumentException with a sentence that names the setting, its value and the rule */
    public MetricsSettings {
        if (maxAgentSeries < 1 || maxAgentSeries > MOST) {
            throw new IllegalArgumentException(
                    "maxAgentSeries is %d; it must be between 1 and %d".formatted(maxAgentSeries, MOST));
        }
    }
}
