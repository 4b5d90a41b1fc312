package dev.baton.runtime.tree;

import dev.baton.process.ProcessSignal;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A process that was begun, and all that came from it. Safe to use from any thread; nothing here waits. */
public interface ProcessTree {

    /** The process that was begun; the leader of its session and group. */
    long pid();

    /** What it writes to its standard output. To be read by one thread until its end, which comes when no member has it open. */
    InputStream stdout();

    /** What it writes to its standard error output; as {@link #stdout()}. */
    InputStream stderr();

    /** Completes when the process that was begun has ended, with how. Others of the tree may still be there. */
    CompletionStage<Exit> exited();

    /** Completes when nothing of the tree is left. Never by itself while a member lives on. */
    CompletionStage<Exit> gone();

    /** Who is left of it, as far as that can be seen: empty when it is gone. */
    CompletionStage<List<Member>> members();

    /**
     * A process of the tree.
     *
     * @param pid its number
     * @param name what the kernel calls it, such as {@code sleep}; at most 15 characters
     */
    record Member(long pid, String name) {}

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
