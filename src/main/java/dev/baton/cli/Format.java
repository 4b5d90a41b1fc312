package dev.baton.cli;

/** How answers are shown. */
enum Format {
    /** For people. */
    TABLE,
    /** For programs. */
    JSON;

    @Override
    public String toString() {
        return this == TABLE ? "table" : "json";
    }
}
