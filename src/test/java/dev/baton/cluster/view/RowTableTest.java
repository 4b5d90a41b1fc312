package dev.baton.cluster.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.cluster.wire.Envelope;
import dev.baton.cluster.wire.MessageRefused;
import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.WireJson;
import dev.baton.cluster.wire.WireLimits;
import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.lifecycle.AgentPattern;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one node tells of its agents is what another one knows, however it comes. */
class RowTableTest {
    private static final Origin N2 = new Origin("n2", "s-1");

    private final Published published = new Published(N2);
    private final List<Status.Delta> deltas = new ArrayList<>();
    private final TreeMap<String, AgentRow> truth = new TreeMap<>();

    private void take(Buffer message) {
        assertThat(message.length()).isLessThanOrEqualTo(WireLimits.LARGEST_MESSAGE);
        try {
            Envelope<?> envelope = WireJson.read(message, Status.TOLD);
            deltas.add((Status.Delta) envelope.body());
        } catch (MessageRefused refused) {
            throw new AssertionError(refused);
        }
    }

    private void replace(long now) {
        published.replace(new Answer.Agents(List.copyOf(truth.values()), 0, 10, 0), now, this::take);
    }

    private void update(AgentRow row) {
        truth.put(row.name(), row);
        published.update(new Answer.Agents(List.of(row), 0, 10, 0), 0, this::take);
    }

    private static List<AgentRow> shown(RowTable table, long now) {
        List<AgentRow> rows = new ArrayList<>();
        table.forEach(List.of(), seen -> rows.add(seen.asOf(now)));
        return rows;
    }

    @Test
    void pagesWhileRowsChangeComeToTheSameAsTheTruth() {
        SplittableRandom dice = new SplittableRandom(3);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 1_500; i++) {
                String name = "agent" + dice.nextInt(4_000);
                truth.put(name, Rows.running("n2", name, 1));
            }
            replace(0);
            deltas.clear();
            RowTable table = null;
            SnapshotFetch fetch = new SnapshotFetch();
            while (table == null) {
                Status.Page page = published.page(fetch.after(), 0);
                table = fetch.take(page, 0);
                if (table == null) {
                    for (int changes = dice.nextInt(5); changes > 0; changes--) {
                        change(dice);
                    }
                    deltas.forEach(fetch::add);
                    deltas.clear();
                }
            }
            change(dice);
            for (Status.Delta delta : deltas) {
                assertThat(table.apply(delta, 0)).isNotEqualTo(RowTable.Applied.GAP);
            }
            assertThat(table.version()).isEqualTo(published.version());
            assertThat(shown(table, 0)).isEqualTo(List.copyOf(truth.values()));
        }
    }

    private void change(SplittableRandom dice) {
        String name = "agent" + dice.nextInt(4_000);
        if (dice.nextInt(3) == 0) {
            truth.remove(name);
            replace(0);
        } else {
            update(Rows.running("n2", name, dice.nextInt(1_000)));
        }
    }

    @Test
    void whatHasNotChangedIsNotToldAgainAndTimeIsNoChange() {
        update(Rows.running("n2", "a", 1));
        deltas.clear();
        AgentRow row = truth.get("a");
        assertThat(row).isNotNull();
        AgentRow later = SeenRow.at(0, row, 1).asOf(Duration.ofHours(1).toNanos());
        assertThat(later.uptime()).isEqualTo(Duration.ofHours(1).plusSeconds(5));
        update(later);
        assertThat(deltas).isEmpty();
        update(Rows.running("n2", "a", 2));
        assertThat(deltas).hasSize(1);
    }

    @Test
    void aSecondHalfOfAChangeThatIsMissingIsSeen() {
        update(Rows.running("n2", "a", 1));
        update(Rows.running("n2", "b", 1));
        update(Rows.running("n2", "c", 1));
        RowTable table = new RowTable(0);
        assertThat(table.apply(deltas.get(0), 0)).isEqualTo(RowTable.Applied.YES);
        assertThat(table.apply(deltas.get(0), 0)).isEqualTo(RowTable.Applied.KNOWN);
        assertThat(table.apply(deltas.get(2), 0)).isEqualTo(RowTable.Applied.GAP);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void aFullTableHasRoomForOtherWordsOfTheSameAgents() {
        List<AgentRow> all = new ArrayList<>();
        for (int i = 0; i < RowTable.MOST; i++) {
            all.add(Rows.running("n2", "agent" + i, 1));
        }
        RowTable table = new RowTable(0);
        assertThat(table.apply(new Status.Delta(1, all, List.of(), Totals.NONE), 0))
                .isEqualTo(RowTable.Applied.YES);
        AgentRow fresh = Rows.running("n2", "fresh", 1);
        assertThat(table.hasRoom(new Status.Delta(2, all.subList(0, 9), List.of(), Totals.NONE)))
                .isTrue();
        assertThat(table.hasRoom(new Status.Delta(2, List.of(fresh), List.of("agent7"), Totals.NONE)))
                .isTrue();
        assertThat(table.hasRoom(new Status.Delta(2, List.of(fresh), List.of(), Totals.NONE)))
                .isFalse();
    }

    @Test
    void manyRowsGoInSeveralMessagesThatAllFit() {
        for (int i = 0; i < 3_000; i++) {
            truth.put("agent" + i, with(Rows.running("n2", "agent" + i, 1), "x".repeat(2_000)));
        }
        replace(0);
        RowTable table = new RowTable(0);
        deltas.forEach(delta -> assertThat(table.apply(delta, 0)).isEqualTo(RowTable.Applied.YES));
        assertThat(deltas).hasSizeGreaterThan(10);
        assertThat(shown(table, 0)).isEqualTo(List.copyOf(truth.values()));
        @Nullable String after = null;
        int rows = 0;
        for (Status.Page page = published.page(null, 0); ; page = published.page(after, 0)) {
            rows += page.rows().size();
            if (page.last()) {
                break;
            }
            after = page.rows().get(page.rows().size() - 1).name();
        }
        assertThat(rows).isEqualTo(3_000);
    }

    @Test
    void aConfigThatNoMessageCouldHoldIsLeftOutAndThatIsSaid() {
        update(Rows.running("n2", "a", 1));
        update(with(Rows.running("n2", "large", 1), "x".repeat(3 * WireLimits.LARGEST_MESSAGE)));
        update(Rows.running("n2", "z", 1));
        assertThat(deltas).hasSize(3);
        assertThat(deltas.get(1).rows().get(0).config().getString("…")).contains("left out", "ask its own node");
        assertThat(published.page(null, 0).rows()).isNotEmpty();
        Status.Page second = published.page("a", 0);
        assertThat(second.rows()).isNotEmpty();
    }

    private static AgentRow with(AgentRow row, String large) {
        return new AgentRow(
                row.name(),
                row.className(),
                new JsonObject().put("text", large),
                row.state(),
                null,
                "",
                row.group(),
                false,
                row.node(),
                row.incarnation(),
                0,
                row.pid(),
                row.uptime());
    }

    @Test
    void pagesThatGoInCirclesAreRefused() {
        SnapshotFetch fetch = new SnapshotFetch();
        fetch.take(new Status.Page(1, List.of(Rows.running("n2", "b", 1)), false), 0);
        assertThatThrownBy(() -> fetch.take(new Status.Page(1, List.of(Rows.running("n2", "a", 1)), true), 0))
                .hasMessageContaining("rows must come by name");
        assertThatThrownBy(() -> fetch.take(new Status.Page(1, List.of(), false), 0))
                .hasMessageContaining("not the last");
    }

    @Test
    void changesThatComeInHeapsDuringASnapshotAreBounded() {
        SnapshotFetch fetch = new SnapshotFetch();
        fetch.take(new Status.Page(1, List.of(Rows.running("n2", "a", 1)), false), 0);
        for (int version = 2; version < 5_000; version++) {
            fetch.add(new Status.Delta(version, List.of(Rows.running("n2", "a", version)), List.of(), Totals.NONE));
        }
        RowTable table = fetch.take(new Status.Page(5_000, List.of(), true), 0);
        assertThat(table).isNotNull();
        assertThat(table.version()).isEqualTo(1_001);
    }

    @Test
    void aPatternMeansNamesGlobsAndGroups() {
        update(Rows.running("n2", "in-a", 1));
        update(Rows.running("n2", "out-a", 1));
        assertThat(meant("in-a")).containsExactly("in-a");
        assertThat(meant("*-a")).containsExactly("in-a", "out-a");
        assertThat(meant("group:ing*")).containsExactly("in-a");
        assertThat(meant("nobody")).isEmpty();
        assertThat(meant("out-?")).containsExactly("out-a");
        assertThat(meant("group:x")).isEmpty();
    }

    private List<String> meant(String pattern) {
        List<String> names = new ArrayList<>();
        published
                .rows()
                .forEach(
                        List.of(new AgentPattern(pattern)),
                        seen -> names.add(seen.row().name()));
        return names;
    }
}
