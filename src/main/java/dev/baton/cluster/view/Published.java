package dev.baton.cluster.view;

import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.WireJson;
import dev.baton.cluster.wire.WireLimits;
import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What this node has told of its own agents: what all others know of them once they have heard everything. */
final class Published {
    /** One more than fit into a page, to see whether it is the last. */
    private static final int LOOK_AHEAD = WireLimits.MOST_ROWS + 1;

    private final Origin self;
    private final RowTable rows = new RowTable(0);
    private volatile Totals totals = Totals.NONE;

    Published(Origin self) {
        this.self = self;
    }

    long version() {
        return rows.version();
    }

    int size() {
        return rows.size();
    }

    RowTable rows() {
        return rows;
    }

    /** For any thread. */
    Totals totals() {
        return totals;
    }

    /** Takes over agents as they are at {@code now}, and gives {@code tell} the messages that say what is new about them. */
    void update(Answer.Agents some, long now, Consumer<Buffer> tell) {
        List<AgentRow> changed = changed(some);
        long fresh =
                changed.stream().filter(row -> rows.get(row.name()) == null).count();
        count(some, rows.size() + (int) fresh);
        tell(changed, List.of(), now, tell);
    }

    /** As {@link #update}, with all agents there are. */
    void replace(Answer.Agents all, long now, Consumer<Buffer> tell) {
        Set<String> names = new HashSet<>();
        all.agents().forEach(row -> names.add(row.name()));
        List<String> removed = rows.namesBut(names);
        List<AgentRow> changed = changed(all);
        count(all, all.agents().size());
        tell(changed, removed, now, tell);
    }

    private void count(Answer.Agents answer, int agents) {
        totals = new Totals(agents, answer.runningCount(), answer.waitingCount(), answer.maxWorkers());
    }

    private List<AgentRow> changed(Answer.Agents told) {
        return told.agents().stream()
                .filter(row -> {
                    SeenRow known = rows.get(row.name());
                    return known == null || !known.isLike(row);
                })
                .toList();
    }

    private void tell(List<AgentRow> changed, List<String> removed, long now, Consumer<Buffer> tell) {
        Totals counts = totals;
        List<AgentRow> left = changed;
        List<String> gone = removed;
        while (!left.isEmpty() || !gone.isEmpty()) {
            long version = rows.version() + 1;
            List<String> some = gone.subList(0, Math.min(gone.size(), WireLimits.MOST_ROWS));
            Packing packing = Packing.of(left, fitting -> write(new Status.Delta(version, fitting, some, counts)));
            List<AgentRow> told = left.subList(0, packing.rows().size());
            rows.apply(new Status.Delta(version, told, some, counts), now);
            left = left.subList(told.size(), left.size());
            gone = gone.subList(some.size(), gone.size());
            tell.accept(packing.message());
        }
    }

    private Buffer write(Status.Delta delta) {
        return WireJson.writeAnySize(self, Status.DELTA, delta);
    }

    /** The page of rows that come after {@code name}; the first if that is null. */
    Status.Page page(@Nullable String name, long now) {
        List<AgentRow> next = new ArrayList<>();
        rows.after(name, LOOK_AHEAD).forEach(seen -> next.add(seen.asOf(now)));
        Packing packing = Packing.of(
                next,
                some -> WireJson.writeAnySize(self, Status.SNAPSHOT, new Status.Page(rows.version(), some, false)));
        return new Status.Page(rows.version(), packing.rows(), packing.rows().size() == next.size());
    }
}
