package dev.baton.runtime.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One look at all processes of the machine: who of them is alive and in which tree. */
final class Census {
    private static final int OWN = (int) ProcessHandle.current().pid();

    private final Map<Integer, Proc> processes = new HashMap<>();
    private final Map<Integer, @Nullable Tree> owners = new HashMap<>();
    private final Map<Tree, List<Proc>> members = new HashMap<>();

    /** How to know somebody by himself, without his parent. */
    interface Recognition {
        /** The tree of {@code proc}, null if that can't be told; {@code isOwn} says whether it comes from this Baton. */
        @Nullable
        Tree of(Proc proc, boolean isOwn);
    }

    private Census(List<Proc> all, Recognition recognition) {
        all.forEach(proc -> processes.put(proc.pid(), proc));
        for (Proc proc : all) {
            Tree owner = ownerOf(proc, recognition);
            if (owner != null && proc.isAlive()) {
                members.computeIfAbsent(owner, ignored -> new ArrayList<>()).add(proc);
            }
        }
    }

    /** Null if not everybody could be looked at. */
    static @Nullable Census take(Recognition recognition) {
        long before = Proc.refusals();
        Census census = new Census(Proc.all(), recognition);
        return Proc.refusals() == before ? census : null;
    }

    /** That of the nearest of it and its ancestors who is recognised. */
    private @Nullable Tree ownerOf(Proc proc, Recognition recognition) {
        List<Proc> way = new ArrayList<>();
        Tree owner = null;
        @Nullable Proc at = proc;
        while (at != null && owner == null) {
            if (owners.containsKey(at.pid())) {
                owner = owners.get(at.pid());
                break;
            }
            // Until it is known; a circle of parents can only come from numbers that were given anew meanwhile.
            owners.put(at.pid(), null);
            way.add(at);
            owner = recognition.of(at, isOwn(at));
            Proc parent = processes.get(at.parent());
            at = parent == null || parent.pid() == OWN ? null : parent;
        }
        for (Proc each : way) {
            owners.put(each.pid(), owner);
        }
        return owner;
    }

    private boolean isOwn(Proc proc) {
        @Nullable Proc at = proc;
        for (int depth = 0; at != null && depth < processes.size(); depth++) {
            if (at.parent() == OWN) {
                return true;
            }
            at = processes.get(at.parent());
        }
        return false;
    }

    /** Those of {@code tree} that are alive. */
    List<Proc> membersOf(Tree tree) {
        return members.getOrDefault(tree, List.of());
    }
}
