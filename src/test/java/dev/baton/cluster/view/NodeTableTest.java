package dev.baton.cluster.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cluster.wire.Origin;
import dev.baton.command.NodeRow;
import dev.baton.command.NodeRow.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeTableTest {
    private static final Origin FIRST = new Origin("n2", Origin.start(1_000, 7));
    private static final Origin LATER = new Origin("n2", Origin.start(2_000, 7));
    private static final Origin EARLIER = new Origin("n2", Origin.start(500, 7));

    private final ViewCounts counts = new ViewCounts();
    private final List<String> told = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final NodeTable table = new NodeTable(new Told(), counts, 0);
    private long now;

    /** Writes down what it is told. */
    private final class Told implements NodeChanges {
        @Override
        public void joined(RemoteNode node, String reason) {
            told.add("joined: " + reason);
        }

        @Override
        public void left(Origin life, boolean expected, String reason, long silence) {
            told.add("left: " + reason);
        }

        @Override
        public void replaced(Origin before, RemoteNode node) {
            told.add("replaced");
        }

        @Override
        public void unreachable(RemoteNode node, String reason, long silence) {
            told.add("unreachable: " + reason);
        }

        @Override
        public void troubled(RemoteNode node) {
            troubles.add(Objects.requireNonNull(node.facts().row(now).reason()));
        }

        @Override
        public void gone(RemoteNode node, long silence) {
            told.add("gone");
        }

        @Override
        public void crowded(Origin newcomer, @Nullable RemoteNode forgotten) {
            told.add("crowded: " + newcomer.node() + (forgotten == null ? " is not listed" : ""));
        }

        @Override
        public void forgotten(RemoteNode node) {
            told.add("forgotten: " + node.origin().node());
        }
    }

    /** It is heard, says that it hears this node, and answers. */
    private @Nullable RemoteNode hear(Origin from) {
        RemoteNode node = table.heard(from, now);
        if (node != null) {
            node.contact().said(true, null, Duration.ofNanos(now));
            node.contact().answered(node.contact().round());
            table.judge(node, now);
        }
        return node;
    }

    /** Lets time pass, looking every half second, as the view does. */
    private void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 500) {
            now += Duration.ofMillis(Math.min(left, 500)).toNanos();
            table.check(now);
        }
    }

    private State state() {
        return Objects.requireNonNull(table.get("n2")).state();
    }

    private List<String> said() {
        List<String> said = List.copyOf(told);
        told.clear();
        return said;
    }

    @Test
    void aSilentNodeIsUnreachableAfterThreeSecondsAndThatIsSaidOnce() {
        hear(FIRST);
        pass(Duration.ofSeconds(3));
        assertThat(state()).isEqualTo(State.UP);
        pass(Duration.ofSeconds(20));
        assertThat(state()).isEqualTo(State.UNREACHABLE);
        assertThat(said())
                .containsExactly(
                        "joined: it was heard for the first time", "unreachable: nothing was heard from it for 3.5 s");
    }

    @Test
    void aNodeThatIsHeardForTheFirstTimeIsListedOnceItAnswers() {
        RemoteNode node = Objects.requireNonNull(table.heard(FIRST, now));
        node.contact().said(false, null, Duration.ZERO);
        table.judge(node, now);
        assertThat(node.isListed()).isFalse();
        assertThat(node.contact().wantsGreeting(now)).isTrue();
        node.contact().said(true, null, Duration.ZERO);
        table.judge(node, now);
        assertThat(said()).as("nothing it was asked was answered yet").isEmpty();
        node.contact().answered(node.contact().round());
        table.judge(node, now);
        assertThat(state()).isEqualTo(State.UP);
        assertThat(node.isListed()).isTrue();
        assertThat(said()).containsExactly("joined: it was heard for the first time");
    }

    @Test
    void aNodeThatIsHeardButNeverAnswersIsListedAsUnreachable() {
        for (int second = 0; second < 5; second++) {
            RemoteNode node = Objects.requireNonNull(table.heard(FIRST, now));
            node.contact().said(true, null, Duration.ofNanos(now));
            table.judge(node, now);
            pass(Duration.ofSeconds(1));
        }
        assertThat(said()).containsExactly("unreachable: it is heard, but does not answer this node");
        assertThat(row().reason()).isEqualTo("it is heard, but does not answer this node, for 1 s now");
    }

    @Test
    void whyANodeCannotBeReachedIsToldAgainWhenThatChanges() {
        RemoteNode node = Objects.requireNonNull(hear(FIRST));
        node.contact().said(false, null, Duration.ofSeconds(1));
        table.judge(node, now);
        assertThat(troubles).as("that is told as the end of its being up").isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(troubles).containsExactly("nothing was heard from it for 3 s");
        table.heard(FIRST, now);
        pass(Duration.ofSeconds(2));
        assertThat(troubles).hasSize(2).last().asString().startsWith("it is heard, but does not hear this node");
        node.contact().said(true, null, Duration.ofSeconds(2));
        table.judge(node, now);
        table.judge(node, now);
        assertThat(troubles).hasSize(3).last().asString().startsWith("it is heard, but does not answer this node");
        assertThat(state()).isEqualTo(State.UNREACHABLE);
    }

    @Test
    void aLaterLifeThatDoesNotAnswerIsToldOfToo() {
        hear(FIRST);
        table.goodbye(FIRST, now);
        said();
        for (int second = 0; second < 5; second++) {
            RemoteNode node = Objects.requireNonNull(table.heard(LATER, now));
            node.contact().said(true, null, Duration.ofNanos(now));
            table.judge(node, now);
            pass(Duration.ofSeconds(1));
        }
        assertThat(said()).containsExactly("replaced", "unreachable: it is heard, but does not answer this node");
    }

    private NodeRow row() {
        return Objects.requireNonNull(table.get("n2")).facts().row(now);
    }

    @Test
    void aNodeThatIsHeardButDoesNotHearThisOneIsUnreachableUntilItDoesAndAnswers() {
        RemoteNode node = Objects.requireNonNull(hear(FIRST));
        said();
        node.contact().said(false, null, Duration.ofSeconds(2));
        table.judge(node, now);
        assertThat(state()).isEqualTo(State.UNREACHABLE);
        assertThat(said()).containsExactly("unreachable: it is heard, but does not hear this node");
        for (int second = 0; second < 5; second++) {
            table.heard(FIRST, now);
            pass(Duration.ofSeconds(1));
        }
        assertThat(said()).as("said once").isEmpty();
        assertThat(row().age()).isEqualTo(Duration.ofSeconds(1));
        assertThat(row().reason()).isEqualTo("it is heard, but does not hear this node, for 5 s now");
        node.contact().said(true, null, Duration.ofSeconds(3));
        table.judge(node, now);
        assertThat(state()).as("the way of commands is not proven yet").isEqualTo(State.UNREACHABLE);
        node.contact().answered(node.contact().round());
        table.judge(node, now);
        assertThat(said()).containsExactly("joined: it can be reached again after 5.0 s");
    }

    @Test
    void whatANodeSaidBeforeDoesNotCountOnceItHasSaidMore() {
        Contact contact = Objects.requireNonNull(hear(FIRST)).contact();
        contact.said(true, null, Duration.ofSeconds(9));
        contact.said(false, null, Duration.ofSeconds(8));
        assertThat(contact.isMutual()).isTrue();
    }

    @Test
    void oneGreetingIsUnderWayAtATimeAndNotOneAfterTheOther() {
        Contact contact = new Contact(now);
        assertThat(contact.wantsGreeting(now)).isTrue();
        now += Duration.ofSeconds(1).toNanos();
        assertThat(contact.wantsGreeting(now)).as("one is under way").isFalse();
        contact.unanswered();
        assertThat(contact.wantsGreeting(now)).isTrue();
        contact.unanswered();
        assertThat(contact.wantsGreeting(now)).as("at once").isFalse();
        now += Duration.ofMillis(100).toNanos();
        assertThat(contact.wantsGreeting(now)).isTrue();
        contact.answered(contact.round());
        now += Duration.ofSeconds(1).toNanos();
        assertThat(contact.wantsGreeting(now)).as("it can be reached").isFalse();
    }

    @Test
    void anAnswerProvesNothingAboutWhatCameAfterItsGreeting() {
        RemoteNode node = Objects.requireNonNull(table.heard(FIRST, now));
        Contact contact = node.contact();
        contact.said(false, null, Duration.ZERO);
        contact.answered(contact.round());
        contact.unanswered();
        contact.said(true, null, Duration.ofSeconds(1));
        assertThat(contact.isMutual()).as("the last greeting was not answered").isFalse();
        int before = contact.round();
        pass(Duration.ofSeconds(4));
        table.heard(FIRST, now);
        contact.answered(before);
        assertThat(contact.isMutual())
                .as("the greeting was sent before the silence")
                .isFalse();
        contact.answered(contact.round());
        assertThat(contact.isMutual()).isTrue();
    }

    @Test
    void aNodeThatIsHeardAgainIsBackWithItsRows() {
        RemoteNode node = Objects.requireNonNull(hear(FIRST));
        RowTable rows = new RowTable(7);
        node.install(rows);
        pass(Duration.ofSeconds(10));
        assertThat(node.rows()).isSameAs(rows);
        said();
        assertThat(hear(FIRST)).isSameAs(node);
        assertThat(state()).isEqualTo(State.UP);
        assertThat(node.rows()).isSameAs(rows);
        assertThat(said()).containsExactly("joined: it can be reached again after 10.0 s");
    }

    private static Status.Digest digest(long version) {
        return new Status.Digest(version, 0, Totals.NONE, Duration.ZERO, "1", "", Map.of(), false, null);
    }

    @Test
    void whatIsToldWhileATableComesIsInItAndItIsNotAskedForAgain() {
        RemoteNode node = Objects.requireNonNull(hear(FIRST));
        node.told(digest(1));
        assertThat(node.mayFetch()).isTrue();
        node.fetch(new SnapshotFetch());
        node.told(digest(2));
        node.install(new RowTable(2));
        assertThat(node.mayFetch()).isFalse();
        node.told(digest(4));
        assertThat(node.mayFetch()).isTrue();
        node.fetch(new SnapshotFetch());
        node.told(digest(6));
        node.install(new RowTable(5));
        assertThat(node.mayFetch()).as("a change is missing").isTrue();
    }

    @Test
    void aLookThatComesLateJudgesNobody() {
        hear(FIRST);
        now += Duration.ofSeconds(60).toNanos();
        table.check(now);
        assertThat(state())
                .as("this node slept, what was said meanwhile is still to be read")
                .isEqualTo(State.UP);
        now += Duration.ofMillis(500).toNanos();
        table.check(now);
        assertThat(state()).isEqualTo(State.UNREACHABLE);
    }

    @Test
    void aNodeThatSaidGoodbyeIsGoneAndNothingOfThatLifeBringsItBack() {
        hear(FIRST);
        table.goodbye(FIRST, now);
        assertThat(state()).isEqualTo(State.GONE);
        pass(Duration.ofSeconds(10));
        assertThat(hear(FIRST)).isNull();
        table.lost("n2", null, now);
        assertThat(state()).isEqualTo(State.GONE);
        assertThat(said()).containsExactly("joined: it was heard for the first time", "gone");
    }

    @Test
    void aNodeThatIsGoneIsForgottenAfterAnHour() {
        hear(FIRST);
        table.goodbye(FIRST, now);
        pass(Duration.ofMinutes(59));
        assertThat(table.get("n2")).isNotNull();
        pass(Duration.ofMinutes(2));
        assertThat(table.get("n2")).isNull();
    }

    @Test
    void anUnreachableNodeIsNotForgottenWithTime() {
        hear(FIRST);
        pass(Duration.ofHours(30));
        assertThat(state()).isEqualTo(State.UNREACHABLE);
    }

    @Test
    void aLaterLifeTakesThePlaceOfAnEarlierOneAtOnce() {
        RemoteNode node = Objects.requireNonNull(hear(FIRST));
        node.install(new RowTable(7));
        hear(LATER);
        assertThat(node.origin()).isEqualTo(LATER);
        assertThat(node.isComplete()).isFalse();
        assertThat(said())
                .containsExactly(
                        "joined: it was heard for the first time",
                        "left: it was started anew",
                        "replaced",
                        "joined: it was started anew");
    }

    @Test
    void aSignalOfAnEarlierLifeChangesNothing() {
        RemoteNode node = Objects.requireNonNull(hear(LATER));
        said();
        pass(Duration.ofSeconds(2));
        assertThat(hear(FIRST)).isNull();
        assertThat(node.origin()).isEqualTo(LATER);
        assertThat(said()).isEmpty();
        assertThat(counts.signalsIgnored()).isEqualTo(1);
        pass(Duration.ofSeconds(2));
        assertThat(state()).as("it did not count as a sign of life").isEqualTo(State.UNREACHABLE);
    }

    @Test
    void aGoodbyeOfAnEarlierLifeChangesNothing() {
        hear(FIRST);
        hear(LATER);
        table.goodbye(FIRST, now);
        assertThat(state()).isEqualTo(State.UP);
    }

    @Test
    void aLifeThatBeganEarlierByAClockThatWasSetBackCountsOnceTheOtherIsSilent() {
        hear(FIRST);
        assertThat(hear(EARLIER)).isNull();
        pass(Duration.ofSeconds(5));
        RemoteNode node = Objects.requireNonNull(hear(EARLIER));
        assertThat(node.origin()).isEqualTo(EARLIER);
        assertThat(state()).isEqualTo(State.UP);
    }

    @Test
    void ofTwoLivesAtOnceTheLaterOneCountsAndTheOtherIsSeenAsARival() {
        RemoteNode node = Objects.requireNonNull(hear(FIRST));
        for (int second = 0; second < 10; second++) {
            hear(FIRST);
            hear(LATER);
            pass(Duration.ofSeconds(1));
        }
        assertThat(node.origin()).isEqualTo(LATER);
        assertThat(node.isRival(FIRST, now)).isTrue();
        assertThat(counts.signalsIgnored()).isEqualTo(9);
    }

    @Test
    void aNodeIsUnreachableAtOnceWhenItsMemberIsLostAndWhatItHadSentDoesNotBringItBack() {
        hear(FIRST);
        table.lost("n2", FIRST.start(), now);
        assertThat(state()).isEqualTo(State.UNREACHABLE);
        pass(Duration.ofMillis(300));
        hear(FIRST);
        assertThat(state()).isEqualTo(State.UNREACHABLE);
        pass(Duration.ofMillis(700));
        hear(FIRST);
        assertThat(state()).as("the hint was wrong").isEqualTo(State.UP);
    }

    @Test
    void aHintAboutAnotherLifeChangesNothing() {
        hear(LATER);
        table.lost("n2", FIRST.start(), now);
        table.lost("n3", null, now);
        assertThat(state()).isEqualTo(State.UP);
    }

    @Test
    void atMostSoManyNodesAreRememberedAndThoseThatAreMissedLeastGoFirst() {
        hear(new Origin("gone", "s-1"));
        table.goodbye(new Origin("gone", "s-1"), now);
        hear(new Origin("silent", "s-1"));
        pass(Duration.ofSeconds(4));
        for (int i = 0; i < ViewPace.MOST_NODES - 2; i++) {
            hear(new Origin("up" + i, "s-1"));
        }
        said();
        hear(new Origin("x", "s-1"));
        hear(new Origin("y", "s-1"));
        assertThat(hear(new Origin("z", "s-1"))).isNull();
        assertThat(said())
                .containsExactly(
                        "crowded: x",
                        "forgotten: gone",
                        "joined: it was heard for the first time",
                        "crowded: y",
                        "forgotten: silent",
                        "joined: it was heard for the first time",
                        "crowded: z is not listed");
        assertThat(table.all()).hasSize(ViewPace.MOST_NODES);
        assertThat(counts.nodesDropped()).isEqualTo(3);
    }

    /** As pods of a Deployment do. */
    @Test
    void nodesWithEverNewNamesThatEndWithoutAGoodbyeCrowdOutEachOtherAndNobodyElse() {
        hear(new Origin("cut", "s-1"));
        pass(Duration.ofSeconds(10));
        for (int i = 0; i < 4 * ViewPace.MOST_NODES; i++) {
            hear(new Origin("up", "s-1"));
            hear(new Origin("pod-" + i, "s-1"));
            table.lost("pod-" + i, "s-1", now);
            pass(Duration.ofMillis(500));
        }
        assertThat(table.all()).hasSize(ViewPace.MOST_NODES);
        assertThat(Objects.requireNonNull(table.get("up")).state()).isEqualTo(State.UP);
        assertThat(Objects.requireNonNull(table.get("cut")).state())
                .as("is still a member, and was silent for longer than all others")
                .isEqualTo(State.UNREACHABLE);
        assertThat(table.get("pod-" + (4 * ViewPace.MOST_NODES - 1))).isNotNull();
        assertThat(counts.nodesDropped()).isEqualTo(3 * ViewPace.MOST_NODES + 2);
    }

    @Test
    void aNodeThatIsBackAfterItWasLostIsNoLongerFirstToBeForgotten() {
        RemoteNode node = Objects.requireNonNull(hear(FIRST));
        table.lost("n2", FIRST.start(), now);
        assertThat(node.isLost()).isTrue();
        pass(Duration.ofSeconds(1));
        hear(FIRST);
        assertThat(state()).isEqualTo(State.UP);
        assertThat(node.isLost()).isFalse();
    }
}
