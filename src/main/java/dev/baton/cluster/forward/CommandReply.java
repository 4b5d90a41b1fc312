package dev.baton.cluster.forward;

import dev.baton.command.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What comes back for a {@link CommandAsk}: an answer, a part of one, or that it takes longer.
 *
 * @param answer the answer, if it fits into one message
 * @param piece one of several pieces of the JSON of the answer, in Base64
 * @param pieces how many there are, 0 if the answer is in one message or still to come
 * @param version what everybody must know of this node to know what was done
 */
record CommandReply(@Nullable Answer answer, @Nullable String piece, int pieces, long version) {
    static final CommandReply PENDING = new CommandReply(null, null, 0, 0);

    boolean isPending() {
        return answer == null && piece == null;
    }
}
