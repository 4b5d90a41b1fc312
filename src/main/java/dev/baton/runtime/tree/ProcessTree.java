package dev.baton.runtime.tree;

import dev.baton.process.ProcessSignal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A process that was begun, and all that came from it: its session, and those who left that. Safe to use from any thread;
 * nothing here waits. Stages complete on threads of this room, which must not be made to wait.
 */
public interface ProcessTree {

    /** The process that was begun; the leader of its session and group. */
    long pid();

    /** Whether an earlier Baton began it. How it ends can then not be known. */
    boolean isAdopted();

    /**
     * Carries what it writes to its standard output and its standard error output, by threads that are shared with other
     * trees; completes after the end of both, which comes when no member has them open or none is left. Called once, instead
     * of {@link #stdout()} and {@link #stderr()}.
     */
    CompletionStage<Void> drain(Sink stdout, Sink stderr);

    /**
     * Where to write what it reads from its standard input; nowhere if that is closed. Whoever writes waits while the process
     * does not read.
     */
    OutputStream stdin();

    /** What it writes to its standard output. To be read by one thread until its end, which comes when no member has it open. */
    InputStream stdout();

    /** What it writes to its standard error output; as {@link #stdout()}. */
    InputStream stderr();

    /** Completes when the process that was begun has ended, with how. Others of the tree may still be there. */
    CompletionStage<Exit> exited();

    /** Completes when nothing of the tree is left. Never by itself while a member lives on. */
    CompletionStage<Exit> gone();

    /**
     * Who is a member now, in the order of their numbers; none once it is gone. One look at the machine's processes serves all
     * who ask at once.
     */
    CompletionStage<List<Member>> members();

    /**
     * A process of the tree.
     *
     * @param pid its number
     * @param name what the kernel calls it, such as {@code sleep}; at most 15 characters
     */
    record Member(long pid, String name) {}

    /**
     * Sends {@code signal} to every member. After KILL those that members begin in the meantime are killed too, until none is
     * left. A tree that stands still because of STOP is also told to go on, for it could not obey otherwise.
     */
    void signal(ProcessSignal signal);

    /**
     * How a process ended.
     *
     * @param code what it returned; 128 and the signal's number if a signal ended it; -1 if that can't be known
     */
    record Exit(int code) {
        private static final int BY_SIGNAL = 128;

        /** Nobody knows: the process was not Baton's child. */
        public static final Exit UNKNOWN = new Exit(-1);

        /** Whether it is known. */
        public boolean isKnown() {
            return code >= 0;
        }

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
