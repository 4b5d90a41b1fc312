package dev.baton.control.http;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stream of lines begins with.
 *
 * @param all those there are
 * @param resumed after which ones the client goes on
 */
record PresentLines(List<Row> all, After resumed) {

    /** Those that the client hasn't been told. */
    List<Row> rows() {
        Map<String, Long> newest = told();
        List<Row> rows = new ArrayList<>();
        for (Row row : all) {
            Long after = resumed.of(row.source());
            // A node that hasn't come as far as that has begun anew since then.
            boolean isAnew = row.isOfNode() && after != null && newest.get(row.source()) < after;
            if (after == null || isAnew || row.seq() > after) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** How far the client has come when it has been told all of this. */
    Map<String, Long> told() {
        Map<String, Long> told = new HashMap<>();
        all.forEach(row -> told.merge(row.source(), row.seq(), Math::max));
        return told;
    }

    /** Which lines can't be told any more. */
    List<Buffer> gaps() {
        Map<String, Long> first = new TreeMap<>();
        rows().forEach(row -> first.putIfAbsent(row.source(), row.seq()));
        List<Buffer> gaps = new ArrayList<>();
        first.forEach((source, seq) -> {
            Long after = resumed.of(source);
            if (after != null && seq > after + 1) {
                gaps.add(Frames.gap(source, after + 1, seq - 1, Frames.FORGOTTEN));
            }
        });
        return gaps;
    }
}
