package dev.baton.cluster.view;

import dev.baton.command.AgentRow;
import dev.baton.lifecycle.AgentPattern;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The agents of one node, by name, as of a version of that node's own table. For one context. */
final class RowTable {
    /** The most agents of one node that are kept. */
    static final int MOST = 100_000;

    private final TreeMap<String, SeenRow> rows = new TreeMap<>();
    private long version;

    /** One without agents, of {@code version}. */
    RowTable(long version) {
        this.version = version;
    }

    long version() {
        return version;
    }

    int size() {
        return rows.size();
    }

    @Nullable
    SeenRow get(String name) {
        return rows.get(name);
    }

    /** The names there are, but for {@code others}. */
    List<String> namesBut(Set<String> others) {
        return rows.keySet().stream().filter(name -> !others.contains(name)).toList();
    }

    /** At most {@code limit} rows that come after {@code name}; from the first if that is null. */
    List<SeenRow> after(@Nullable String name, int limit) {
        NavigableMap<String, SeenRow> rest = name == null ? rows : rows.tailMap(name, false);
        return rest.values().stream().limit(limit).toList();
    }

    /** Adds what a page of a snapshot has; what follows it may be older. */
    void add(Status.Page page, long now) {
        page.rows().forEach(row -> rows.put(row.name(), SeenRow.at(now, row, page.version())));
    }

    /** Whether there are not too many once {@code delta} is in it. */
    boolean hasRoom(Status.Delta delta) {
        if (rows.size() + delta.rows().size() <= MOST) {
            return true;
        }
        long gone = delta.removed().stream().filter(rows::containsKey).count();
        long fresh = delta.rows().stream()
                .filter(row -> !rows.containsKey(row.name()))
                .count();
        return rows.size() - gone + fresh <= MOST;
    }

    /** What becomes of a change. */
    enum Applied {
        /** It is in the table now. */
        YES,
        /** It was there before. */
        KNOWN,
        /** Others before it are missing. */
        GAP
    }

    /** Applies {@code delta}, if it is the next. */
    Applied apply(Status.Delta delta, long now) {
        if (delta.version() <= version) {
            return Applied.KNOWN;
        }
        if (delta.version() > version + 1) {
            return Applied.GAP;
        }
        delta.removed().forEach(name -> {
            SeenRow known = rows.get(name);
            if (known != null && known.version() < delta.version()) {
                rows.remove(name);
            }
        });
        delta.rows()
                .forEach(row -> rows.merge(
                        row.name(),
                        SeenRow.at(now, row, delta.version()),
                        // A page of a snapshot may be ahead of the changes that come after its first page.
                        (known, told) -> known.version() > told.version() ? known : told));
        version = delta.version();
        return Applied.YES;
    }

    /** Gives {@code to} those that any of {@code patterns} means, all if there are none, by name. */
    void forEach(List<AgentPattern> patterns, Consumer<SeenRow> to) {
        if (patterns.isEmpty()) {
            rows.values().forEach(to);
        } else if (patterns.stream().allMatch(AgentPattern::isName)) {
            patterns.stream()
                    .map(AgentPattern::text)
                    .distinct()
                    .sorted()
                    .map(rows::get)
                    .filter(Objects::nonNull)
                    .forEach(to);
        } else {
            rows.values().stream().filter(seen -> isMeant(seen.row(), patterns)).forEach(to);
        }
    }

    private static boolean isMeant(AgentRow row, List<AgentPattern> patterns) {
        return patterns.stream().anyMatch(pattern -> pattern.means(row.name(), row.group()));
    }
}
