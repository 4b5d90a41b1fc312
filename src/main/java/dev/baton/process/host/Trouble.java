package dev.baton.process.host;

/**
 * Something that a process can't be begun with.
 *
 * @param key the key of the config file that asks for it
 * @param message what is wrong, for people; never holds the value of a variable
 * @param outlook whether it may be right when the process begins
 */
public record Trouble(String key, String message, Outlook outlook) {

    /** Whether something may be right later. */
    public enum Outlook {
        /** Not before a person has changed something. */
        FINAL,
        /** It is not there; another agent that comes before may make it. */
        MAYBE_MADE,
        /** It is not there, under a path that is relative and so one of those that a build makes. */
        LIKELY_MADE
    }

    static Trouble last(String key, String message) {
        return new Trouble(key, message, Outlook.FINAL);
    }

    static Trouble missing(String key, String message, boolean isRelative) {
        return new Trouble(key, message, isRelative ? Outlook.LIKELY_MADE : Outlook.MAYBE_MADE);
    }
}
