package dev.baton.runtime.tree;

import dev.baton.process.ProcessSignal;

/** Handles of processes: they never mean another process that got the same number later. From Linux 5.3 on. */
final class PidFd {
    /** There is none: the process has been waited for, or the kernel knows no handles. */
    static final int NONE = -1;

    private static final long PIDFD_SEND_SIGNAL = 424;
    private static final long PIDFD_OPEN = 434;
    private static final boolean KNOWN = isKnown();

    private PidFd() {}

    private static boolean isKnown() {
        int own = open((int) ProcessHandle.current().pid());
        if (own == NONE) {
            return false;
        }
        LibC.close(own);
        return true;
    }

    /** Whether the kernel has them. */
    static boolean areKnown() {
        return KNOWN;
    }

    /** A handle of the process that has this number now; it becomes readable when that ends. To be closed. */
    static int open(int pid) {
        return (int) LibC.syscall(PIDFD_OPEN, pid, 0, 0, 0);
    }

    /** Sends a signal to the process that {@code seen} saw, and to no other that may have its number by now. */
    static void signal(Proc seen, ProcessSignal signal) {
        int handle = open(seen.pid());
        Proc now = Proc.of(seen.pid());
        if (now != null && now.start() == seen.start()) {
            if (handle == NONE) {
                LibC.kill(seen.pid(), signal.number());
            } else {
                LibC.syscall(PIDFD_SEND_SIGNAL, handle, signal.number(), 0, 0);
            }
        }
        if (handle != NONE) {
            LibC.close(handle);
        }
    }
}
