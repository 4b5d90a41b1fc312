package dev.baton.settings;

/**
 * Which findings refuse a start. A critical one always does.
 *
 * @param ignoreWarnings whether warnings let a start pass (they are still told)
 * @param ignoreErrors whether errors let a start pass (they are still told)
 */
public record ValidationPolicy(boolean ignoreWarnings, boolean ignoreErrors) {

    /** Warnings pass, errors refuse. */
    public static final ValidationPolicy DEFAULT = new ValidationPolicy(true, false);

    /** Whether {@code finding} refuses the start. */
    public boolean refuses(Finding finding) {
        return switch (finding.severity()) {
            case WARNING -> !ignoreWarnings;
            case ERROR -> !ignoreErrors;
            case CRITICAL -> true;
        };
    }
}
