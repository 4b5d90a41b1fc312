package dev.baton.runtime.probe;

import dev.baton.process.Probe;
import dev.baton.runtime.TimingWheel;
import dev.baton.settings.Durations;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts one question again and again, and counts the answers. One that has not come in time is bad and not waited for, but while
 * its asking isn't over, the question isn't put again: each time it should be, there is another bad answer. On one event loop.
 */
final class Examiner {
    private final Probe probe;
    private final Question question;
    private final TimingWheel.Loop loop;
    private final Consumer<Answered> told;
    private Tally tally;
    private Runnable cancelNext = Examiner::doNothing;
    private Runnable cancelTimeout = Examiner::doNothing;
    private Question.@Nullable Asked present;
    private boolean tooLate;
    private boolean ended;

    /**
     * There is an answer.
     *
     * @param trouble what is wrong, empty if nothing is
     * @param verdict what it means together with those before
     * @param bad how many bad ones count so far
     */
    record Answered(String trouble, Tally.Verdict verdict, int bad) {}

    Examiner(Probe probe, Question question, TimingWheel.Loop loop, Consumer<Answered> told) {
        this.probe = probe;
        this.question = question;
        this.loop = loop;
        this.told = told;
        this.tally = newTally();
    }

    private Tally newTally() {
        return new Tally(probe.successThreshold(), probe.failureThreshold());
    }

    private static void doNothing() {
        // There is nothing to cancel.
    }

    /** Puts the first question after the probe's delay. */
    void begin() {
        askAfter(probe.initialDelay());
    }

    /** Puts no further question, and forgets the answers so far. */
    void pause() {
        cancelNext.run();
        tally = newTally();
        giveUp();
    }

    /** Goes on, in a period. */
    void resume() {
        if (!ended) {
            cancelNext.run();
            askAfter(probe.period());
        }
    }

    /** No more is asked or told. */
    void end() {
        ended = true;
        cancelNext.run();
        giveUp();
    }

    private void askAfter(Duration delay) {
        cancelNext = loop.runLater(Math.max(1, delay.toMillis()), this::askAgain);
    }

    private void askAgain() {
        askAfter(probe.period());
        if (present == null) {
            ask();
        } else if (tooLate) {
            tell("the answer before has still not come");
        }
    }

    private void ask() {
        Question.Asked asked = question.ask();
        present = asked;
        tooLate = false;
        cancelTimeout = loop.runLater(Math.max(1, probe.timeout().toMillis()), this::tooLong);
        asked.answer().onSuccess(this::answered);
    }

    private void answered(String trouble) {
        present = null;
        if (!tooLate) {
            cancelTimeout.run();
            tell(trouble);
        }
    }

    private void tooLong() {
        giveUp();
        tell("no answer within " + Durations.format(probe.timeout()));
    }

    private void giveUp() {
        Question.Asked asked = present;
        if (asked != null && !tooLate) {
            tooLate = true;
            cancelTimeout.run();
            asked.giveUp();
        }
    }

    private void tell(String trouble) {
        if (!ended) {
            Tally.Verdict verdict = tally.count(trouble.isEmpty());
            told.accept(new Answered(trouble, verdict, tally.bad()));
        }
    }
}
