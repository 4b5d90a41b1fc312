package dev.baton.runtime.tree;

import dev.baton.process.ProcessSignal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletionStage;

/** A process that was begun, and all that came from it. Safe to use from any thread; nothing here waits. */
public interface ProcessTree {

    /** The process that was begun; the leader of its session and group. */
    long pid();

    /** Where to write what it reads from its standard input; closed already if that is to be closed. */
    OutputStream stdin();

    /** What it writes to its standard output. To be read by one thread until its end, which comes when no member has it open. */
    InputStream stdout();

    /** What it writes to its standard error output; as {@link #stdout()}. */
    InputStream stderr();

    /** Completes when the process that was begun has ended, with how. Others of the tree may still be there. */
    CompletionStage<Exit> exited();

    /** Completes when nothing of the tree is left. Never by itself while a member lives on. */
    CompletionStage<Exit> gone();

    /** Sends {@code signal} to every member. */
    void signal(ProcessSignal signal);

    /**
     * How a process ended.
     *
     * @param code what it returned; 128 and the signal's number if a signal ended it
     */
    record Exit(int code) {
        private static final int BY_SIGNAL = 128;

        /** Whether a signal ended it, as far as its code tells. */
        public boolean isBySignal() {
            return code > BY_SIGNAL && code <= BY_SIGNAL + 64;
        }

        /** The signal's number. */
        public int signal() {
            return code - BY_SIGNAL;
        }
    }
}
