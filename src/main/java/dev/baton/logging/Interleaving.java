package dev.baton.logging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Lines of several agents laid into one list by time, those of each in the order they have. */
final class Interleaving {
    private Interleaving() {}

    static List<LogBook.Line> byTime(List<List<LogBook.Line>> lists) {
        if (lists.size() == 1) {
            return lists.get(0);
        }
        PriorityQueue<Reading> readings = new PriorityQueue<>(
                Comparator.<Reading, Instant>comparing(reading -> reading.line().timestamp())
                        .thenComparing(reading -> reading.line().agent()));
        lists.stream().filter(list -> !list.isEmpty()).map(Reading::new).forEach(readings::add);
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
        private int at;

        Reading(List<LogBook.Line> list) {
            this.list = list;
        }

        LogBook.Line line() {
            return list.get(at);
        }

        boolean advance() {
            return ++at < list.size();
        }
    }
}
