package dev.baton.runtime.tree;

import dev.baton.process.ProcessSignal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Batons that are no more have left: their run files, and processes. May wait; on the thread that begins processes. */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger("baton");
    private static final int ATTEMPTS = 100;
    private static final int PATIENCE_MILLIS = 100;
    private static final short READABLE = 1;
    /** The lock of the folder keeps other JVMs away; whoever asked for it twice in one would lose it, or fail. */
    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

    private final Path folder;

    Leftovers(Path folder) {
        this.folder = folder;
    }

    /** Whether there may be any. */
    boolean areThere() throws IOException {
        return !runFiles().isEmpty();
    }

    private List<Path> runFiles() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(RunFile.SUFFIX))
                    .toList();
        }
    }

    /** What to do with trees that can be adopted. */
    interface Adoption {
        /** They are in no other file from here on. */
        void of(List<RunFile.Entry> adoptable) throws IOException;
    }

    /**
     * Ends what dead Batons have left, all but what {@code adoption} takes, and forgets their files. Two Batons that begin at
     * the same time do it one after the other, be they in one JVM or in two.
     */
    void settle(boolean adopt, Adoption adoption) throws IOException {
        IN_THIS_JVM.lock();
        try {
            settleAlone(adopt, adoption);
        } finally {
            IN_THIS_JVM.unlock();
        }
    }

    @SuppressWarnings("try")
    private void settleAlone(boolean adopt, Adoption adoption) throws IOException {
        try (FileChannel lock =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var locked = lock.lock()) {
            List<RunFile.Left> dead = new ArrayList<>();
            for (Path file : runFiles()) {
                RunFile.Left left = RunFile.read(file);
                if (left != null && !(left.isOfThisBoot() && left.run().isAlive())) {
                    dead.add(left);
                }
            }
            List<RunFile.Entry> adoptable = dead.stream()
                    .filter(left -> adopt && left.isOfThisBoot())
                    .flatMap(left -> left.entries().stream())
                    .filter(entry -> RunId.isAdoptable(entry.word()) && entry.leader() != null)
                    .toList();
            adoption.of(adoptable);
            Set<String> kept = adoptable.stream().map(RunFile.Entry::word).collect(Collectors.toSet());
            for (RunFile.Left left : dead) {
                if (left.isOfThisBoot()) {
                    end(left.entries(), left.run()::marks, kept);
                }
                forget(left, kept);
            }
        }
    }

    private void forget(RunFile.Left left, Set<String> kept) {
        left.entries().stream()
                .filter(entry -> !kept.contains(entry.word()))
                .forEach(entry -> Channels.of(folder, entry.word()).forEach(RunFile::delete));
        RunFile.delete(left.file());
    }

    /** Ends one that was kept so far. */
    static void end(RunFile.Entry entry) {
        end(List.of(entry), entry.word()::equals, Set.of());
    }

    /** Kills leaders with their groups, and whoever is marked by one of these words, until none is left. */
    private static void end(List<RunFile.Entry> entries, Predicate<String> words, Set<String> kept) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long before = Proc.refusals();
            List<Proc> found = new ArrayList<>();
            for (RunFile.Entry entry : entries) {
                Proc leader = kept.contains(entry.word()) ? null : entry.leader();
                if (leader != null) {
                    found.add(leader);
                    LibC.kill(-leader.pid(), ProcessSignal.KILL.number());
                }
            }
            Proc.all().stream().filter(proc -> isMarked(proc, words, kept)).forEach(found::add);
            if (found.isEmpty() && Proc.refusals() == before) {
                return;
            }
            found.forEach(proc -> PidFd.signal(proc, ProcessSignal.KILL));
            awaitEnd(found.isEmpty() ? PidFd.NONE : PidFd.open(found.get(0).pid()));
        }
        LOG.warn(
                "Processes of an earlier Baton, killed in the middle of its work, don't end although they were killed");
    }

    private static boolean isMarked(Proc proc, Predicate<String> words, Set<String> kept) {
        String marker = proc.isAlive() ? proc.variable(Marker.VARIABLE) : null;
        return marker != null
                && Marker.words(marker).stream().anyMatch(word -> words.test(word) && !kept.contains(word));
    }

    /** Or waits for a moment if there is no handle. */
    private static void awaitEnd(int handle) {
        byte[] polled = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(handle)
                .putShort(READABLE)
                .array();
        LibC.poll(polled, 1, PATIENCE_MILLIS);
        if (handle != PidFd.NONE) {
            LibC.close(handle);
        }
    }
}
