package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.protocol.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A running Baton to be asked, one question at a time. Blocks whoever asks. */
interface Connection extends AutoCloseable {

    /**
     * Asks for {@code command} and waits for the answer.
     *
     * @param patience how long at most, null for as long as it takes
     */
    Reply ask(Command<?> command, @Nullable Duration patience) throws NoAnswer;

    /**
     * Asks for {@code command} and then for all that comes after it, until {@code listener} has enough, the other side ends
     * it, or this connection is closed by another thread. A failed command is the only reply then.
     */
    void follow(Command<?> command, Listener listener) throws NoAnswer;

    @Override
    void close();

    /** Who is told what comes. */
    interface Listener {
        /** One reply; false if that was enough. */
        boolean hear(Reply reply);
    }
}
