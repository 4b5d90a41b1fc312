package dev.baton.runtime.tree;

import dev.baton.process.TreeUsage;
import java.io.File;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import oshi.software.os.linux.LinuxOperatingSystem;
import oshi.util.FileUtil;

/**
 * All processes of the machine, read in one pass over {@code /proc}. To whom a process belongs is told by its session, which
 * descendants share, by its parent, and if it has left the one and lost the other by what is known of Baton's orphans. Reading
 * takes milliseconds: not for event loops. Not to be shared by threads.
 */
public final class ProcessTable {
    private static final File PROC = new File("/proc");
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / LinuxOperatingSystem.getHz();
    private static final long PAGE = LinuxOperatingSystem.getPageSize();

    private static final int OWN = (int) ProcessHandle.current().pid();

    private final Map<Integer, List<StatReader.Stat>> bySession = new HashMap<>();
    private final Map<Integer, List<StatReader.Stat>> byParent = new HashMap<>();
    private final Map<Integer, List<StatReader.Stat>> orphansByRoot = new HashMap<>();

    private ProcessTable() {}

    /** As it is now. */
    public static ProcessTable read() {
        ProcessTable table = new ProcessTable();
        StatReader reader = new StatReader();
        String[] names = PROC.list();
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0))) {
                table.add(reader.read(Integer.parseInt(name)));
            }
        }
        return table;
    }

    /** What the trees of {@code roots} use, in every detail, by root; nothing of those of whom nobody is left. */
    public static Map<Long, TreeUsage> usage(Collection<Long> roots) {
        Map<Long, TreeUsage> usage = new HashMap<>();
        if (roots.isEmpty()) {
            return usage;
        }
        ProcessTable now = read();
        for (long root : roots) {
            TreeUsage used = now.usage(root, true);
            if (used != null) {
                usage.put(root, used);
            }
        }
        return usage;
    }

    private void add(StatReader.@Nullable Stat stat) {
        if (stat != null) {
            add(bySession, stat.session(), stat);
            add(byParent, stat.parent(), stat);
            Integer root = stat.parent() == OWN ? Foundlings.leaderOf(stat.pid()) : null;
            if (root != null) {
                add(orphansByRoot, root, stat);
            }
        }
    }

    private static void add(Map<Integer, List<StatReader.Stat>> stats, int key, StatReader.Stat stat) {
        stats.computeIfAbsent(key, ignored -> new ArrayList<>(1)).add(stat);
    }

    /**
     * What is used by those in the session of {@code root}, the orphans of its tree, and the descendants of both; null if there
     * are none. Orphans of a tree that was adopted are not Baton's and are missed.
     *
     * @param detailed whether to count open files and bytes of input and output too, which takes longer
     */
    public @Nullable TreeUsage usage(long root, boolean detailed) {
        List<StatReader.Stat> members = members(root);
        if (members.isEmpty()) {
            return null;
        }
        return new TreeUsage(
                members.size(),
                TICK_NANOS * sum(members, StatReader.Stat::cpuTicks),
                PAGE * sum(members, StatReader.Stat::pages),
                (int) sum(members, StatReader.Stat::threads),
                detailed ? sumOfKnown(members, ProcessTable::openFiles) : null,
                detailed ? sumOfKnown(members, pid -> bytes(pid, "read_bytes")) : null,
                detailed ? sumOfKnown(members, pid -> bytes(pid, "write_bytes")) : null);
    }

    private List<StatReader.Stat> members(long root) {
        List<StatReader.Stat> members = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        Deque<StatReader.Stat> found = new ArrayDeque<>(bySession.getOrDefault((int) root, List.of()));
        found.addAll(orphansByRoot.getOrDefault((int) root, List.of()));
        for (StatReader.Stat stat = found.poll(); stat != null; stat = found.poll()) {
            if (seen.add(stat.pid())) {
                members.add(stat);
                found.addAll(byParent.getOrDefault(stat.pid(), List.of()));
            }
        }
        return members;
    }

    private static long sum(List<StatReader.Stat> members, ToLongFunction<StatReader.Stat> value) {
        return members.stream().mapToLong(value).sum();
    }

    /** Negative values are unknown ones, such as those of another user's process. */
    private static @Nullable Long sumOfKnown(List<StatReader.Stat> members, IntToLongFunction value) {
        long[] known = members.stream()
                .mapToLong(member -> value.applyAsLong(member.pid()))
                .filter(each -> each >= 0)
                .toArray();
        return known.length == 0 ? null : Arrays.stream(known).sum();
    }

    private static long openFiles(int pid) {
        String[] names = new File("/proc/" + pid + "/fd").list();
        return names == null ? -1 : names.length;
    }

    private static long bytes(int pid, String key) {
        String value =
                FileUtil.getKeyValueMapFromFile("/proc/" + pid + "/io", ":").get(key);
        return value == null ? -1 : Long.parseLong(value.strip());
    }
}
