package dev.baton.cli;

/**
 * One column of a {@link Table}.
 *
 * @param header in upper case
 * @param right whether its texts stand at the right, as numbers do
 * @param narrowest how many columns of the screen its texts may be cut to; 0 if they must not be cut
 */
record Column(String header, boolean right, int narrowest) {
    private static final int SHORT_TEXT = 8;

    /** Never cut, such as a name that somebody will type again. */
    static Column whole(String header) {
        return new Column(header, false, 0);
    }

    static Column number(String header) {
        return new Column(header, true, 0);
    }

    /** Cut when the screen is too narrow. */
    static Column text(String header) {
        return new Column(header, false, Math.max(SHORT_TEXT, header.length()));
    }
}
