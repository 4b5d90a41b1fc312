package dev.baton.protocol;

/** What both ends of the command socket rely on. */
public final class Protocol {
    /** Of the envelope and of the data in it; the first number changes when clients have to. */
    public static final String VERSION = "1.0";
    /** How many bytes a request may have, without its line end. An answer is as long as it has to be. */
    public static final int LONGEST_REQUEST = 1024 * 1024;
    /** How deep a request may nest. */
    public static final int DEEPEST_REQUEST = 32;
    /** How many characters a request's id may have. */
    public static final int LONGEST_ID = 256;

    static final String EVENT_NAME = "COMMAND";
    static final String SERVER = "orchestrator";

    private Protocol() {}
}
