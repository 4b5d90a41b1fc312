package dev.baton.runtime.tree;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Processes whose parents are gone and that the kernel gave to Baton, because it asked for them (PR_SET_CHILD_SUBREAPER) or
 * because it is the first process of a container. They come as children of Baton's first thread. Baton has to wait for them
 * when they end. Confined to the loop.
 */
final class Foundlings {
    private static final int SET_CHILD_SUBREAPER = 36;
    private static final int WITHOUT_WAITING = 1;
    private static final int MOST_DOUBTS = 50;
    private static final int MOST_PASSES = 100;
    private static final int OWN = (int) ProcessHandle.current().pid();
    private static final String CHILDREN = "/proc/self/task/" + OWN + "/children";

    /** Of those of whom a tree is known, in all of this Baton: the numbers of the trees' leaders. For any thread. */
    private static final Map<Integer, Integer> LEADERS = new ConcurrentHashMap<>();

    private final Loop loop;
    private final Function<Proc, @Nullable Tree> ownerOf;
    private final Consumer<Tree> changed;
    private final Map<Integer, Orphan> known = new HashMap<>();

    /** How often those were met of whom nothing can be told yet: in the middle of execve(2) there are no variables. */
    private final Map<Integer, Integer> doubts = new HashMap<>();

    /** The last look could not see all. */
    private boolean blind;

    /** One of them. Its number stays its own until Baton has waited for it. */
    private static final class Orphan {
        private final @Nullable Tree owner;
        private int handle = PidFd.NONE;
        private long key;
        private int seenEnded;

        private Orphan(@Nullable Tree owner) {
            this.owner = owner;
        }
    }

    /**
     * None yet.
     *
     * @param ownerOf which tree a process that has just been orphaned comes from, null if from none
     * @param changed told when an orphan of a tree has ended
     */
    Foundlings(Loop loop, Function<Proc, @Nullable Tree> ownerOf, Consumer<Tree> changed) {
        this.loop = loop;
        this.ownerOf = ownerOf;
        this.changed = changed;
    }

    /** Asks the kernel for them. */
    static void claim() {
        LibC.prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    }

    /** Whether it has no choice: the orphans of all the processes that it can see come to the first of them. */
    static boolean areItsDuty() {
        return OWN == 1;
    }

    /** Whose it is, null if nobody's or it is no orphan. */
    @Nullable
    Tree ownerOf(int pid) {
        Orphan orphan = known.get(pid);
        return orphan == null ? null : orphan.owner;
    }

    /** The number of the leader from whose tree it comes, null if that is not known or it is no orphan. From any thread. */
    static @Nullable Integer leaderOf(int pid) {
        return LEADERS.get(pid);
    }

    /** Whether there are any of {@code tree}, or may be. */
    boolean areOf(Tree tree) {
        return blind || !doubts.isEmpty() || known.values().stream().anyMatch(orphan -> orphan.owner == tree);
    }

    /** Whether there is nobody. */
    boolean areNone() {
        return known.isEmpty();
    }

    /** Looks who has come; {@code isOther} is true for children that are no orphans. */
    void look(IntPredicate isOther) {
        // Whoever had ended when he was met may have had a child that came after the list was read.
        boolean again = true;
        for (int pass = 0; again && pass < MOST_PASSES; pass++) {
            again = meetsEnded(isOther);
        }
    }

    private boolean meetsEnded(IntPredicate isOther) {
        long before = Proc.refusals();
        StringTokenizer children = new StringTokenizer(new String(Proc.read(CHILDREN), StandardCharsets.ISO_8859_1));
        blind = Proc.refusals() != before;
        if (blind) {
            return false;
        }
        boolean metEnded = false;
        Set<Integer> present = new HashSet<>();
        while (children.hasMoreTokens()) {
            int pid = Integer.parseInt(children.nextToken());
            if (!isOther.test(pid)) {
                present.add(pid);
                if (!known.containsKey(pid)) {
                    metEnded |= meet(pid);
                }
            }
        }
        blind = Proc.refusals() != before;
        doubts.keySet().retainAll(present);
        for (Integer pid : List.copyOf(known.keySet())) {
            if (!present.contains(pid)) {
                // Somebody else has waited for it.
                forget(pid);
            }
        }
        return metEnded;
    }

    private void forget(int pid) {
        Orphan orphan = known.remove(pid);
        if (orphan != null && orphan.handle != PidFd.NONE) {
            loop.forget(orphan.handle, orphan.key);
            LibC.close(orphan.handle);
        }
        if (orphan != null && orphan.owner != null) {
            LEADERS.remove(pid);
            changed.accept(orphan.owner);
        }
    }

    /** Returns whether it has ended already. */
    private boolean meet(int pid) {
        long before = Proc.refusals();
        Proc proc = Proc.of(pid);
        if (proc == null) {
            return Proc.refusals() == before;
        }
        Tree owner = ownerOf.apply(proc);
        if (owner == null && Proc.refusals() != before) {
            return false;
        }
        if (owner == null
                && proc.isAlive()
                && proc.hasNoVariables()
                && doubts.merge(pid, 1, Integer::sum) < MOST_DOUBTS) {
            return false;
        }
        doubts.remove(pid);
        Orphan orphan = new Orphan(owner);
        known.put(pid, orphan);
        if (orphan.owner == null) {
            return !proc.isAlive();
        }
        LEADERS.put(pid, orphan.owner.leader());
        orphan.handle = PidFd.open(pid);
        if (orphan.handle != PidFd.NONE) {
            orphan.key = loop.watch(orphan.handle, Loop.READABLE, () -> ended(pid));
        }
        return !proc.isAlive();
    }

    private void ended(int pid) {
        LibC.waitpid(pid, new int[1], WITHOUT_WAITING);
        forget(pid);
    }

    /**
     * Waits for those that have ended and that nobody told of. Of strangers only those that had ended at the time before
     * already: the JDK waits itself for the children that it began, and whose thread may have ended.
     */
    void reap() {
        for (Map.Entry<Integer, Orphan> entry : Map.copyOf(known).entrySet()) {
            Orphan orphan = entry.getValue();
            Proc proc = orphan.handle == PidFd.NONE ? Proc.of(entry.getKey()) : null;
            if (proc != null && !proc.isAlive() && (orphan.owner != null || ++orphan.seenEnded > 1)) {
                ended(entry.getKey());
            }
        }
    }
}
