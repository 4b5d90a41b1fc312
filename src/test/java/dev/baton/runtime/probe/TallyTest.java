package dev.baton.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a row of answers means. */
class TallyTest {
    private static final String OPEN = "OPEN";
    private static final String GOOD = "GOOD";
    private static final String BAD = "BAD";

    /** Of {@code answers}, in which + is a good one. */
    private static List<String> verdicts(int success, int failure, String answers) {
        Tally tally = new Tally(success, failure);
        return Stream.of(answers.split(""))
                .map(answer -> tally.count(answer.equals("+")).name())
                .toList();
    }

    @Test
    void isGoodAtOnceIfOneIsEnough() {
        assertThat(verdicts(1, 3, "+")).containsExactly(GOOD);
    }

    @Test
    void isGoodAfterEnoughInARow() {
        assertThat(verdicts(3, 9, "++-+++")).containsExactly(OPEN, OPEN, OPEN, OPEN, OPEN, GOOD);
    }

    @Test
    void isBadAfterEnoughInARow() {
        assertThat(verdicts(1, 3, "---")).containsExactly(OPEN, OPEN, BAD);
    }

    @Test
    void forgetsBadOnesWhenItIsGood() {
        assertThat(verdicts(1, 3, "--+--+--")).doesNotContain(BAD);
    }

    @Test
    void whatGoesToAndFroIsBadIfMoreThanOneGoodAnswerIsAskedFor() {
        assertThat(verdicts(2, 3, "-+-+-")).containsExactly(OPEN, OPEN, OPEN, OPEN, BAD);
    }
}
