package dev.baton.cluster.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Several lists in one, by some order; within each list its own order stays, whatever that is. */
final class Merged {
    private Merged() {}

    private static final class Cursor<T> {
        private final List<T> list;
        private final int place;
        private int next;

        Cursor(List<T> list, int place) {
            this.list = list;
            this.place = place;
        }

        T head() {
            return list.get(next);
        }
    }

    /** Of things that are equal those of the earlier list come first. */
    static <T> List<T> of(List<List<T>> lists, Comparator<? super T> order) {
        Comparator<Cursor<T>> heads = Comparator.comparing(Cursor::head, order);
        PriorityQueue<Cursor<T>> cursors = new PriorityQueue<>(heads.thenComparingInt(cursor -> cursor.place));
        int size = 0;
        for (int place = 0; place < lists.size(); place++) {
            size += lists.get(place).size();
            if (!lists.get(place).isEmpty()) {
                cursors.add(new Cursor<>(lists.get(place), place));
            }
        }
        List<T> all = new ArrayList<>(size);
        for (Cursor<T> first = cursors.poll(); first != null; first = cursors.poll()) {
            all.add(first.head());
            first.next++;
            if (first.next < first.list.size()) {
                cursors.add(first);
            }
        }
        return all;
    }

    /** The last {@code most} of {@code all}. */
    static <T> List<T> last(List<T> all, int most) {
        return all.size() <= most ? all : List.copyOf(all.subList(all.size() - most, all.size()));
    }
}
