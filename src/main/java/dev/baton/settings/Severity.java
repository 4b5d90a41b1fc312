package dev.baton.settings;

/** How bad a {@link Finding} is; a {@link ValidationPolicy} says which of them refuse a start. */
public enum Severity {
    /** Works, but probably not as meant. */
    WARNING,
    /** Wrong; refused unless the policy ignores errors. */
    ERROR,
    /** Wrong beyond any policy: always refused. */
    CRITICAL
}
