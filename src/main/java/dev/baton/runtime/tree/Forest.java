package dev.baton.runtime.tree;

import dev.baton.process.ProcessSignal;
import dev.baton.runtime.tree.ProcessTree.Exit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All trees that are there. Finds out when their leaders have ended and when nothing of them is left, and sends signals; all
 * on one {@link Loop}, which alone gives numbers of leaders back, so that no signal goes to a number that has just been. An
 * adopted leader's number is given back by others: who has it is looked at before each signal.
 *
 * <p>A leader's end is told by the kernel. If its group is empty then and no orphan of it has come to Baton, the tree is gone
 * without any look at other processes. Otherwise one {@link Census} finds who is left, for all trees that wonder at the time,
 * and the kernel tells when those have ended.
 */
final class Forest {
    private static final int WITHOUT_WAITING = 1;
    private static final int BY_SIGNAL = 128;
    private static final int SIGNAL_BITS = 0x7f;
    private static final int CODE_BITS = 0xff;
    private static final long TICK_MILLIS = 1_000;

    /** Without handles of processes nobody tells that one has ended. */
    private static final long TICK_WITHOUT_HANDLES_MILLIS = 20;

    private final Loop loop = new Loop("baton-processes", this::afterEach);
    private final Loop.Bell bell = loop.bell(this::tick);
    private final Foundlings orphans = new Foundlings(loop, proc -> recognise(proc, true), this::changed);
    private final Map<Integer, Tree> byLeader = new HashMap<>();
    private final Map<String, Tree> byWord = new HashMap<>();
    private final Set<Tree> changed = new LinkedHashSet<>();
    private final Set<Integer> ownHelpers = new HashSet<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private final Chronicle chronicle;
    private long pace;
    private boolean attending;
    private boolean censusWanted;
    private boolean adoptedAny;
    private boolean closing;

    /** Who writes down which trees there are. Called on the loop. */
    interface Chronicle {
        /** It has begun. */
        void began(Tree tree);

        /** Nothing is left of it. */
        void ended(Tree tree);
    }

    Forest(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    Pipe pipe(int fd, Executor carriers) {
        return new Pipe(fd, loop, carriers);
    }

    Loop loop() {
        return loop;
    }

    /** Looks after it from now on. */
    void add(Tree tree) {
        loop.execute(() -> added(tree));
    }

    /** Looks after orphans from now on, whether there is a tree or not. */
    void attend() {
        loop.execute(() -> {
            attending = true;
            keepPace();
        });
    }

    /** Rings as often as there is something to hear: without handles the end of a tree, else only orphans. */
    private void keepPace() {
        long due = TICK_MILLIS;
        if (byWord.isEmpty()) {
            due = attending || !orphans.areNone() ? TICK_MILLIS : 0;
        } else if (!PidFd.areKnown()) {
            due = TICK_WITHOUT_HANDLES_MILLIS;
        }
        if (due != pace) {
            pace = due;
            bell.ring(due);
        }
    }

    private void added(Tree tree) {
        byLeader.put(tree.leader(), tree);
        byWord.put(tree.word(), tree);
        keepPace();
        adoptedAny |= tree.isAdopted();
        chronicle.began(tree);
        tree.handle = PidFd.open(tree.leader());
        if (tree.handle != PidFd.NONE) {
            tree.key = loop.watch(tree.handle, Loop.READABLE, () -> leaderEnded(tree));
        }
        if (tree.handle == PidFd.NONE || tree.isAdopted()) {
            // The handle may be that of another by now, for nobody here has kept the number.
            lookAtLeader(tree);
        }
        if (closing) {
            signalled(tree, ProcessSignal.KILL);
        }
    }

    // ------------------------------------------------------------------------------------------ the end of a leader

    private void leaderEnded(Tree tree) {
        if (tree.leaderless) {
            return;
        }
        if (tree.isAdopted()) {
            leaderless(tree, Exit.UNKNOWN);
            return;
        }
        int[] status = new int[1];
        int waited = LibC.waitpid(tree.leader(), status, WITHOUT_WAITING);
        if (waited != 0) {
            leaderless(tree, waited < 0 ? Exit.UNKNOWN : exit(status[0]));
        }
    }

    private static Exit exit(int status) {
        int signal = status & SIGNAL_BITS;
        return new Exit(signal == 0 ? status >> Byte.SIZE & CODE_BITS : BY_SIGNAL + signal);
    }

    private void leaderless(Tree tree, Exit exit) {
        if (tree.handle != PidFd.NONE) {
            loop.forget(tree.handle, tree.key);
            LibC.close(tree.handle);
            tree.handle = PidFd.NONE;
        }
        tree.leaderEnded(exit);
        changed(tree);
    }

    /** Asks what a handle would tell. */
    private void lookAtLeader(Tree tree) {
        if (tree.isAdopted()) {
            long before = Proc.refusals();
            if (tree.sprout().entry().leader() == null && Proc.refusals() == before) {
                leaderless(tree, Exit.UNKNOWN);
            }
        } else {
            leaderEnded(tree);
        }
    }

    private void changed(Tree tree) {
        if (tree.leaderless) {
            changed.add(tree);
        }
    }

    // ------------------------------------------------------------------------------------------ the end of a tree

    private void afterEach() {
        if (!changed.isEmpty()) {
            lookForOrphans();
            List<Tree> now = List.copyOf(changed);
            changed.clear();
            now.forEach(this::settle);
        }
        if (censusWanted) {
            censusWanted = false;
            take();
        }
        if (closing && byWord.isEmpty()) {
            empty.complete(null);
        }
    }

    private void lookForOrphans() {
        orphans.look(pid -> byLeader.containsKey(pid) || ownHelpers.contains(pid));
    }

    /** Cheap in most cases: after most programs nothing is left. */
    private void settle(Tree tree) {
        boolean nobody = !tree.isAdopted() && !hasGroup(tree) && !orphans.areOf(tree);
        if (nobody && byWord.get(tree.word()) == tree) {
            gone(tree);
        } else {
            censusWanted = true;
        }
    }

    private static boolean hasGroup(Tree tree) {
        return LibC.kill(-tree.leader(), 0) == 0 || LibC.errno() != LibC.ESRCH;
    }

    private void gone(Tree tree) {
        byLeader.remove(tree.leader(), tree);
        byWord.remove(tree.word());
        tree.watched.values().forEach(this::unwatch);
        tree.watched.clear();
        chronicle.ended(tree);
        tree.ended();
    }

    private void take() {
        lookForOrphans();
        Census census = Census.take(this::recognise);
        if (census == null) {
            // Again after whatever happens next, at the latest when the bell rings.
            censusWanted = true;
            return;
        }
        for (Tree tree : List.copyOf(byWord.values())) {
            List<Proc> members = census.membersOf(tree);
            answer(tree, members);
            tell(tree, members);
            if (tree.leaderless) {
                if (members.isEmpty()) {
                    empty(tree);
                } else {
                    tree.foundEmpty = false;
                    members.forEach(member -> watch(tree, member));
                }
            }
        }
    }

    /** A look is not of one moment: while it lasts somebody may begin another and end. So it takes two, or none to be left. */
    private void empty(Tree tree) {
        lookForOrphans();
        if (orphans.areOf(tree) || (hasGroup(tree) && !tree.foundEmpty)) {
            tree.foundEmpty = true;
            censusWanted = true;
        } else {
            gone(tree);
        }
    }

    private static void answer(Tree tree, List<Proc> members) {
        Set<Long> numbers = members.stream().map(member -> (long) member.pid()).collect(Collectors.toUnmodifiableSet());
        tree.askers.forEach(asker -> asker.complete(numbers));
        tree.askers.clear();
    }

    private void watch(Tree tree, Proc member) {
        if (tree.watched.keySet().stream()
                .anyMatch(known -> known.pid() == member.pid() && known.start() == member.start())) {
            return;
        }
        int handle = PidFd.open(member.pid());
        if (handle == PidFd.NONE) {
            // It is gone meanwhile, or the bell has to do.
            censusWanted |= PidFd.areKnown();
            return;
        }
        long key = loop.watch(handle, Loop.READABLE, () -> memberEnded(tree, member));
        tree.watched.put(member, new Tree.Watched(handle, key));
    }

    private void memberEnded(Tree tree, Proc member) {
        Tree.Watched watched = tree.watched.remove(member);
        if (watched != null) {
            unwatch(watched);
            changed(tree);
        }
    }

    private void unwatch(Tree.Watched watched) {
        loop.forget(watched.handle(), watched.key());
        LibC.close(watched.handle());
    }

    // ------------------------------------------------------------------------------------------ who belongs where

    /**
     * By session or group, if that number can't be another's by now: the leader still holds it, or the process comes from this
     * Baton. Else by where it was when it became an orphan, or by its marker.
     */
    private @Nullable Tree recognise(Proc proc, boolean isOwn) {
        Tree led = byLeader.get(proc.pid());
        if (led != null && led.sprout().entry().start() == proc.start()) {
            return led;
        }
        Tree bySession = byLeader.get(proc.session());
        bySession = bySession == null ? byLeader.get(proc.group()) : bySession;
        if (bySession != null && (!bySession.leaderless || (isOwn && !bySession.isAdopted()))) {
            return bySession;
        }
        Tree asOrphan = orphans.ownerOf(proc.pid());
        return asOrphan == null && (adoptedAny || isOwn) ? byMarker(proc) : asOrphan;
    }

    private @Nullable Tree byMarker(Proc proc) {
        String marker = proc.variable(Marker.VARIABLE);
        if (marker == null) {
            return null;
        }
        for (String word : Marker.words(marker)) {
            Tree tree = byWord.get(word);
            if (tree != null) {
                return tree;
            }
        }
        return null;
    }

    // ------------------------------------------------------------------------------------------ signals

    void signal(Tree tree, ProcessSignal signal) {
        loop.execute(() -> signalled(tree, signal));
    }

    private void signalled(Tree tree, ProcessSignal signal) {
        if (byWord.get(tree.word()) != tree) {
            return;
        }
        send(tree, signal);
        if (signal == ProcessSignal.STOP) {
            tree.halted = true;
        } else if (tree.halted && signal != ProcessSignal.KILL) {
            tree.halted = false;
            if (signal != ProcessSignal.CONT) {
                send(tree, ProcessSignal.CONT);
            }
        }
        tree.killing |= signal == ProcessSignal.KILL;
        censusWanted = true;
    }

    private static void send(Tree tree, ProcessSignal signal) {
        // Of an adopted leader nobody waits here, so its number may be given back before the loop hears of its end.
        boolean byGroup =
                !tree.leaderless && (!tree.isAdopted() || tree.sprout().entry().leader() != null);
        if (byGroup) {
            LibC.kill(-tree.leader(), signal.number());
        }
        tree.untold.add(new Tree.Untold(signal, byGroup));
    }

    private static void tell(Tree tree, List<Proc> members) {
        for (Tree.Untold untold : tree.untold) {
            for (Proc member : members) {
                if (!untold.groupTold() || member.group() != tree.leader()) {
                    PidFd.signal(member, untold.signal());
                }
            }
        }
        tree.untold.clear();
        if (tree.killing && tree.leaderless) {
            members.forEach(member -> PidFd.signal(member, ProcessSignal.KILL));
        }
    }

    void count(Tree tree, CompletableFuture<Set<Long>> answer) {
        boolean asked = loop.execute(() -> {
            if (byWord.get(tree.word()) == tree) {
                tree.askers.add(answer);
                censusWanted = true;
            } else {
                answer.complete(Set.of());
            }
        });
        if (!asked) {
            answer.complete(Set.of());
        }
    }

    // ------------------------------------------------------------------------------------------ all the time

    /** Orphans that nobody told of, and what handles would tell where there are none. */
    void tick() {
        lookForOrphans();
        orphans.reap();
        keepPace();
        // Also where the kernel has handles: none could be opened if there were too many open files.
        List.copyOf(byWord.values()).stream()
                .filter(tree -> !tree.leaderless && tree.handle == PidFd.NONE)
                .forEach(this::lookAtLeader);
        if (!PidFd.areKnown()) {
            censusWanted |= byWord.values().stream().anyMatch(tree -> tree.leaderless);
        }
    }

    /** A process of Baton's own that is no orphan, or is none any more. On the loop. */
    void isHelper(int pid, boolean present) {
        if (present) {
            ownHelpers.add(pid);
        } else {
            ownHelpers.remove(pid);
        }
    }

    /** Kills all that is left; completes, on the loop, when nothing is. */
    CompletionStage<Void> clear() {
        loop.execute(() -> {
            closing = true;
            new ArrayList<>(byWord.values()).forEach(tree -> signalled(tree, ProcessSignal.KILL));
        });
        return empty.minimalCompletionStage();
    }
}
