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
 * @param life the life of the node that is meant, which alone may do it; null for a question, which any may answer
 * @param again whether the same was asked before and there was no reply
 * @param begun whether the node has said that it has begun
 * @param part which part of the answer, from 0
 */
record CommandAsk(
        String id,
        Command<?> command,
        Caller caller,
        @Nullable String life,
        boolean again,
        boolean begun,
        int part) {
    static final String OP = "command";
    static final int LONGEST = 100;

    /** The first message about a command. */
    static CommandAsk first(String id, Command<?> command, Caller caller, @Nullable String life) {
        return new CommandAsk(id, command, caller, life, false, false, 0);
    }

    /** Whether no other message about it was sent before. */
    boolean isFirst() {
        return !again && !begun;
    }

    CommandAsk {
        if (id.isEmpty() || id.length() > LONGEST || part < 0) {
            throw new IllegalArgumentException(
                    "the id of a command must have 1 to " + LONGEST + " characters, and part must be 0 or more");
        }
    }
}
