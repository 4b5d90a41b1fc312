package dev.baton.command;

import org.jspecify.annotations.Nullable;

/**
 * Who asks. It is told in the history for each command.
 *
 * @param transport the way it came: {@code socket}, {@code http}, {@code signal}, {@code watch} or {@code embedded}
 * @param name the user's name, the token's name, or empty when nobody can tell
 * @param uid the user's number on this machine, null when it is not known
 * @param pid the number of the process that asks, null when it is not known
 * @param role how far the caller may reach
 * @param via the node of the cluster that was asked and passed it on, empty if that is this one
 */
public record Caller(
        String transport,
        String name,
        @Nullable Long uid,
        @Nullable Long pid,
        Role role,
        String via) {

    /** Whoever asks this node. */
    public Caller(String transport, String name, @Nullable Long uid, @Nullable Long pid, Role role) {
        this(transport, name, uid, pid, role, "");
    }

    /** Code that embeds Baton. */
    public static final Caller EMBEDDED = new Caller("embedded", "", null, null, Role.ADMIN);

    /** Whoever sent this process a signal, which only its user and root can. */
    public static final Caller SIGNAL = new Caller("signal", "", null, null, Role.ADMIN);

    /** Whoever changed a file that an agent has watched. */
    public static final Caller WATCH = new Caller("watch", "", null, null, Role.ADMIN);

    /** Whoever opened the command socket, by the word of the kernel. */
    public static Caller onSocket(String user, long uid, long pid) {
        return new Caller("socket", user, uid, pid, Role.ADMIN);
    }

    /** Who sent an HTTP request; {@code name} is that of the token, or empty without tokens. */
    public static Caller overHttp(String name, Role role) {
        return new Caller("http", name, null, null, role);
    }

    /** The same, after {@code node} was asked and has passed it on. */
    public Caller via(String node) {
        return new Caller(transport, name, uid, pid, role, node);
    }
}
