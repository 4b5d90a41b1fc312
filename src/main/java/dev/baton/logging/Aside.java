package dev.baton.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The files of one agent that were put aside, as they are in the folder: numbered from 1, the newest first. To be used
 * with the lock of the agent's file held, but for {@link #path}.
 */
final class Aside {
    private final String agent;
    private final LogFolder folder;
    /** Which one is being packed now, wherever it moves; 0 for none. */
    private int packing;

    Aside(String agent, LogFolder folder) {
        this.agent = agent;
        this.folder = folder;
    }

    Path path(int number, boolean packed) {
        return folder.path().resolve(new LogFileName(agent, number, packed).toString());
    }

    /** Where it is packed to first. */
    Path halfPacked() {
        return folder.path().resolve(agent + LogFileName.HALF_DONE);
    }

    /** Makes the file being written number 1, and each other one the next, of which {@code keep} stay. */
    void rotate(int keep) throws IOException {
        for (int i = Math.max(1, keep); exists(i); i++) {
            delete(i);
        }
        if (keep == 0) {
            folder.grew(-deleted(path(0, false)));
            return;
        }
        int free = 1;
        while (exists(free)) {
            free++;
        }
        for (int i = free; i > 1; i--) {
            move(i - 1, i);
        }
        if (Files.exists(path(0, false))) {
            Files.move(path(0, false), path(1, false), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes the oldest one, if there is one; returns its size, or 0. */
    long deleteOldest() throws IOException {
        int last = 0;
        while (exists(last + 1)) {
            last++;
        }
        return last == 0 ? 0 : delete(last);
    }

    /** All there are, the oldest first, the one being written last. */
    List<Path> all() {
        List<Path> files = new ArrayList<>();
        for (int i = 1; exists(i); i++) {
            files.add(0, Files.exists(path(i, true)) ? path(i, true) : path(i, false));
        }
        if (Files.exists(path(0, false))) {
            files.add(path(0, false));
        }
        return files;
    }

    /** Chooses the newest one that isn't packed, to be packed now. */
    OptionalInt beginPacking() {
        OptionalInt chosen = IntStream.iterate(1, this::exists, i -> i + 1)
                .filter(i -> !Files.exists(path(i, true)))
                .findFirst();
        packing = chosen.orElse(0);
        return chosen;
    }

    /** Puts {@code packed} in the place of what was to be packed, if that is there still. */
    void endPacking(Path packed) throws IOException {
        int number = packing;
        packing = 0;
        if (number == 0 || !Files.exists(path(number, false))) {
            Files.deleteIfExists(packed);
            return;
        }
        long size = Files.size(packed);
        Files.setLastModifiedTime(packed, Files.getLastModifiedTime(path(number, false)));
        Files.move(packed, path(number, true), StandardCopyOption.REPLACE_EXISTING);
        folder.grew(size - deleted(path(number, false)));
    }

    private boolean exists(int number) {
        return Files.exists(path(number, false)) || Files.exists(path(number, true));
    }

    private void move(int from, int to) throws IOException {
        if (Files.exists(path(from, true))) {
            Files.move(path(from, true), path(to, true), StandardCopyOption.REPLACE_EXISTING);
            // of a run that died between packing it and this
            folder.grew(-deleted(path(from, false)));
        } else {
            Files.move(path(from, false), path(to, false), StandardCopyOption.REPLACE_EXISTING);
        }
        if (packing == from) {
            packing = to;
        }
    }

    private long delete(int number) throws IOException {
        if (packing == number) {
            packing = 0;
        }
        long freed = deleted(path(number, true)) + deleted(path(number, false));
        folder.grew(-freed);
        return freed;
    }

    private static long deleted(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        long size = Files.size(file);
        Files.deleteIfExists(file);
        return size;
    }
}
