package dev.baton.protocol;

import dev.baton.command.Command;
import dev.baton.command.CommandFailure;

/**
 * What a client asks for.
 *
 * @param id comes back with every answer to it; may be empty
 * @param command what is asked for
 * @param follow whether to be told what comes after the answer, too; only {@link Command.History} and {@link Command.Logs}
 */
public record Request(String id, Command<?> command, boolean follow) {

    /** Refuses to follow what can't be followed. */
    public Request {
        if (follow && !(command instanceof Command.History) && !(command instanceof Command.Logs)) {
            throw CommandFailure.malformed(command.name() + " can't be followed; only history and logs can");
        }
    }

    /** One that is answered once. */
    public static Request once(String id, Command<?> command) {
        return new Request(id, command, false);
    }
}
