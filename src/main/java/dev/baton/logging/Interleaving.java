package dev.baton.logging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Lines of several agents laid into one list by time, those of each in the order they have. */
final class Interleaving {
    private Interleaving() {}

    /** What is of the same moment and agent comes in the order of the lists. */
    static List<LogBook.Line> byTime(List<List<LogBook.Line>> lists) {
        PriorityQueue<Reading> readings = new PriorityQueue<>(
                Comparator.<Reading, Instant>comparing(reading -> reading.line().timestamp())
                        .thenComparing(reading -> reading.line().agent())
                        .thenComparing(reading -> reading.place));
        for (int place = 0; place < lists.size(); place++) {
            if (!lists.get(place).isEmpty()) {
                readings.add(new Reading(lists.get(place), place));
            }
        }
        List<LogBook.Line> all = new ArrayList<>();
        while (!readings.isEmpty()) {
            Reading first = readings.remove();
            all.add(first.line());
            if (first.advance()) {
                readings.add(first);
            }
        }
        return all;
    }

    /** How far one of the lists has been read. */
    private static final class Reading {
        private final List<LogBook.Line> list;
        private final int place;
        private int at;

        Reading(List<LogBook.Line> list, int place) {
            this.list = list;
            this.place = place;
        }

        LogBook.Line line() {
            return list.get(at);
        }

        boolean advance() {
            return ++at < list.size();
        }
    }
}
