package dev.baton.cluster.forward;

import dev.baton.command.Caller;
import dev.baton.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * Asks a node to carry out a command, to go on with it, or for a further part of its answer.
 *
 * @param id the same in each message about one command; of one life of one node, 1 to {@value #LONGEST} characters
 * @param command the command
 * @param caller who asks
 * @param again whether the same was asked before and there was no reply
 * @param life the life of the node in which it said that this takes longer; null if it never did
 * @param part which part of the answer, from 0
 */
record CommandAsk(
        String id,
        Command<?> command,
        Caller caller,
        boolean again,
        @Nullable String life,
        int part) {
    static final String OP = "command";
    static final int LONGEST = 100;

    /** The first message about a command. */
    static CommandAsk first(String id, Command<?> command, Caller caller) {
        return new CommandAsk(id, command, caller, false, null, 0);
    }

    CommandAsk {
        if (id.isEmpty() || id.length() > LONGEST || part < 0) {
            throw new IllegalArgumentException(
                    "the id of a command must have 1 to " + LONGEST + " characters, and part must be 0 or more");
        }
    }
}
