package dev.baton.runtime.probe;

import dev.baton.runtime.Body;
import dev.baton.runtime.Mailbox;
import dev.baton.runtime.Signal;

/**
 * Tells in a body's name what was found out about its process.
 *
 * @param body whose process it is
 * @param mailbox where it answers
 * @param whenReady run when the process is ready, for the body to say so
 */
public record Witness(Body body, Mailbox<Signal> mailbox, Runnable whenReady) implements Patron {
    @Override
    public void ready() {
        whenReady.run();
    }

    @Override
    public void unresponsive(String reason) {
        mailbox.send(new Signal.Unresponsive(body, reason));
    }

    @Override
    public void usedTooMuch(Excess excess) {
        mailbox.send(new Signal.UsedTooMuch(body, excess.limit(), excess.reason(), excess.data()));
    }
}
