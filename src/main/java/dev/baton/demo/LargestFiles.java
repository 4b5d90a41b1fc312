package dev.baton.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The largest of all files it is shown; remembers no others. Of files of one size those whose paths come first. */
final class LargestFiles {
    private static final Comparator<Found> SMALLEST_FIRST =
            Comparator.comparingLong(Found::bytes).thenComparing(Found::path, Comparator.reverseOrder());

    private final int most;
    private final PriorityQueue<Found> kept = new PriorityQueue<>(SMALLEST_FIRST);

    /** A file and its size. */
    record Found(Path path, long bytes) {}

    LargestFiles(int most) {
        this.most = most;
    }

    void add(Path path, long bytes) {
        kept.add(new Found(path, bytes));
        if (kept.size() > most) {
            kept.poll();
        }
    }

    /** What was kept, the largest first. */
    List<Found> largestFirst() {
        List<Found> sorted = new ArrayList<>(kept);
        sorted.sort(SMALLEST_FIRST.reversed());
        return sorted;
    }
}
