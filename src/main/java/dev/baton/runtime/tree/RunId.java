package dev.baton.runtime.tree;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One room of trees in one Baton: unique as long as the machine runs.
 *
 * @param pid Baton's number
 * @param start when the kernel began Baton
 * @param count which of this Baton's it is
 */
record RunId(int pid, long start, int count) {
    private static final String ADOPTABLE = "+";
    private static final String MORTAL = ".";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** One more of this Baton. */
    static RunId next() {
        int pid = (int) ProcessHandle.current().pid();
        Proc own = Proc.of(pid);
        return new RunId(pid, own == null ? 0 : own.start(), COUNT.incrementAndGet());
    }

    /** As {@link #toString()} wrote it. */
    static RunId parse(String text) {
        String[] parts = text.split("-", -1);
        return new RunId(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    /** The word that marks the tree of this number. */
    String word(long number, boolean adoptable) {
        return this + (adoptable ? ADOPTABLE : MORTAL) + number;
    }

    /** Whether {@code word} marks a tree of this run. */
    boolean marks(String word) {
        return word.startsWith(this + ADOPTABLE) || word.startsWith(this + MORTAL);
    }

    /** Whether {@code word} marks a tree that goes on without its Baton. */
    static boolean isAdoptable(String word) {
        return word.contains(ADOPTABLE);
    }

    /** Whether the Baton it stands for is still there, or may be. */
    boolean isAlive() {
        long before = Proc.refusals();
        Proc proc = Proc.of(pid);
        if (proc == null) {
            return Proc.refusals() != before;
        }
        return proc.start() == start && proc.isAlive();
    }

    /** Which start of the machine this is; empty if the kernel does not say. */
    static String boot() {
        return new String(Proc.read("/proc/sys/kernel/random/boot_id"), StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public String toString() {
        return pid + "-" + start + "-" + count;
    }
}
