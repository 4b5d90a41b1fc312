package dev.baton.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.process.Check;
import dev.baton.process.Probe;
import dev.baton.runtime.ManualLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a question is put, and which answers count. */
class ExaminerTest {
    private final ManualLoop loop = new ManualLoop();
    private final List<Asking> askings = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Examiner examiner = new Examiner(
            new Probe(new Check.Notify(), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(300), 1, 3),
            () -> {
                Asking asking = new Asking();
                askings.add(asking);
                return asking;
            },
            loop,
            answer -> told.add(answer.trouble().isEmpty() ? answer.verdict().name() : answer.trouble()));

    /** An asking whose end the test decides on. */
    private static final class Asking implements Question.Asked {
        private final Promise<String> answer = Promise.promise();
        private boolean givenUp;

        @Override
        public Future<String> answer() {
            return answer.future();
        }

        @Override
        public void giveUp() {
            givenUp = true;
        }
    }

    @Test
    void asksFirstAfterTheDelayAndThenOncePerPeriod() {
        examiner.begin();
        loop.pass(499);
        assertThat(askings).isEmpty();
        loop.pass(1);
        assertThat(askings).hasSize(1);
        askings.get(0).answer.complete("");
        loop.pass(999);
        assertThat(askings).hasSize(1);
        loop.pass(1);
        assertThat(askings).hasSize(2);
        assertThat(told).containsExactly("GOOD");
    }

    @Test
    void givesUpWhatTakesTooLongAndDropsItsAnswer() {
        examiner.begin();
        loop.pass(800);

        assertThat(askings.get(0).givenUp).isTrue();
        assertThat(told).containsExactly("no answer within 300ms");
        askings.get(0).answer.complete("");
        assertThat(told).hasSize(1);
    }

    @Test
    void neverAsksTwiceAtOnceAndCountsWhatHangsEachTime() {
        examiner.begin();
        loop.pass(3_500);

        assertThat(askings).hasSize(1);
        assertThat(told)
                .containsExactly(
                        "no answer within 300ms",
                        "the answer before has still not come",
                        "the answer before has still not come",
                        "the answer before has still not come");
        askings.get(0).answer.complete("");
        loop.pass(1_000);
        assertThat(askings).hasSize(2);
    }

    @Test
    void asksAndTellsNothingAfterItsEnd() {
        examiner.begin();
        loop.pass(600);
        examiner.end();
        askings.get(0).answer.complete("late");
        loop.pass(10_000);

        assertThat(askings).hasSize(1);
        assertThat(askings.get(0).givenUp).isTrue();
        assertThat(told).isEmpty();
        assertThat(loop.alarms()).isZero();
    }

    @Test
    void asksNothingWhilePausedAndForgetsWhatWasBad() {
        examiner.begin();
        loop.pass(500);
        askings.get(0).answer.complete("bad");
        loop.pass(1_000);
        examiner.pause();
        askings.get(1).answer.complete("late");
        loop.pass(60_000);
        assertThat(askings).hasSize(2);
        assertThat(told).containsExactly("bad");

        examiner.resume();
        loop.pass(999);
        assertThat(askings).hasSize(2);
        loop.pass(1);
        assertThat(askings).hasSize(3);
    }
}
