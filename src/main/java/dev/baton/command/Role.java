package dev.baton.command;

/** How far somebody may reach; each role may do what those before it may. */
public enum Role {
    /** May look. */
    VIEWER,
    /** May also steer agents. */
    OPERATOR,
    /** May also reload and shut down. */
    ADMIN;

    /** Whether this role may do what {@code needed} is needed for. */
    public boolean reaches(Role needed) {
        return compareTo(needed) >= 0;
    }
}
