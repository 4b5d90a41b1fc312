package dev.baton.runtime.probe;

import io.vertx.core.Future;

/** A way to ask a process how it is. Used on one event loop. */
interface Question {
    /** There is nothing to complain of. */
    String GOOD = "";

    /** Asks once; never while an earlier asking isn't over. */
    Asked ask();

    /** One asking. */
    interface Asked {
        /**
         * What is wrong, or {@link #GOOD}. Completes on the event loop, never in failure, and not before everything the
         * asking needed is gone, such as the process of a command.
         */
        Future<String> answer();

        /** Nobody wants the answer any more: it is to be over soon. */
        void giveUp();
    }
}
