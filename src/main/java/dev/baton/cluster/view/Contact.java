package dev.baton.cluster.view;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node and one life of another one reach each other: it is heard; it says that it hears this one; and it has answered a
 * greeting, by the way that commands take, since that was not so. For one context.
 */
final class Contact {
    private long heardAt;
    private boolean isHeard = true;
    private boolean isHinted;
    private long hintedAt;
    private boolean hears = true;
    private @Nullable String namesake;
    private long saidAt = Long.MIN_VALUE;
    private boolean answers;
    private long brokenSince;
    private @Nullable Trouble told;
    private boolean isGreeted;
    /** Grows whenever what was answered before proves nothing any more. */
    private int round;

    private boolean hasFailed;
    private long greetedAt;

    /** One that was heard for the first time. */
    Contact(long now) {
        heardAt = now;
        brokenSince = now;
        greetedAt = now - ViewPace.GREETINGS_APART.toNanos();
    }

    // ------------------------------------------------------------------------------------------- what happens

    /** Takes note of a sign of life; says whether it counts. */
    boolean heard(long now) {
        if (isHinted && now - hintedAt < ViewPace.HINT.toNanos()) {
            return false;
        }
        isHinted = false;
        isHeard = true;
        heardAt = now;
        return true;
    }

    /**
     * It says whether it hears this node.
     *
     * @param takenFor the name of this node if it hears another life of that instead; null if it doesn't
     * @param at when, by its own clock; what comes late says nothing
     */
    void said(boolean hearsThis, @Nullable String takenFor, Duration at) {
        if (at.toNanos() >= saidAt) {
            saidAt = at.toNanos();
            hears = hearsThis;
            namesake = takenFor;
        }
    }

    /**
     * It has answered a greeting.
     *
     * @param greeted the {@link #round} when that was sent
     */
    void answered(int greeted) {
        isGreeted = false;
        hasFailed = false;
        if (greeted == round) {
            answers = true;
        }
    }

    /** It has not answered in time: an earlier answer says nothing about now. */
    void unanswered() {
        isGreeted = false;
        hasFailed = true;
        if (!isMutual()) {
            unproven();
        }
    }

    private void unproven() {
        answers = false;
        round++;
    }

    /** Nothing is heard from it. */
    void silent() {
        isHeard = false;
        unproven();
    }

    /** Others say that it is lost; what it has sent before is no sign of life. */
    void lost(long now) {
        isHinted = true;
        hintedAt = now;
        isHeard = false;
        unproven();
    }

    /** From now on it has to prove again that it can be reached. */
    void broken(long now) {
        brokenSince = isHeard ? now : heardAt;
        unproven();
        told = trouble();
    }

    // ------------------------------------------------------------------------------------------- what is so

    boolean isMutual() {
        return isHeard && hears && answers;
    }

    boolean isHeard() {
        return isHeard;
    }

    /** Whether the last greeting was not answered: then there need not be another word of it to greet it again. */
    boolean hasFailed() {
        return hasFailed;
    }

    /** Which answers count: those to greetings of this number. */
    int round() {
        return round;
    }

    /** Whether to greet it now. From then on a greeting is under way, until {@link #answered} or {@link #unanswered}. */
    boolean wantsGreeting(long now) {
        if (isGreeted || !isHeard || isMutual() || now - greetedAt < ViewPace.GREETINGS_APART.toNanos()) {
            return false;
        }
        isGreeted = true;
        greetedAt = now;
        return true;
    }

    long heardAt() {
        return heardAt;
    }

    /** For how long it has not been reached. */
    long brokenFor(long now) {
        return now - brokenSince;
    }

    /** Whether what is wrong is not what it was when this was asked last, or when it broke. */
    boolean hasOtherTrouble() {
        Trouble before = told;
        told = trouble();
        return !told.isLike(before);
    }

    Trouble trouble() {
        return new Trouble(isHeard, hears, namesake, heardAt, brokenSince);
    }

    /** Why a node can't be reached, for any thread; only of one that can't. */
    record Trouble(boolean isHeard, boolean hears, @Nullable String namesake, long heardAt, long since) {
        /** In words that go on after "it can't be reached:". */
        String text(long now) {
            if (!isHeard) {
                return "nothing was heard from it for " + seconds(now - heardAt);
            }
            return what() + ", for " + seconds(now - since) + " now";
        }

        /** Whether the same is wrong, but for since when. */
        boolean isLike(@Nullable Trouble other) {
            return other != null
                    && isHeard == other.isHeard
                    && hears == other.hears
                    && Objects.equals(namesake, other.namesake);
        }

        /** What is wrong with one that is heard. */
        String what() {
            if (namesake != null) {
                return "it is heard, but takes another life of '" + namesake + "' for this node";
            }
            return "it is heard, but does not " + (hears ? "answer this node" : "hear this node");
        }

        private static String seconds(long nanos) {
            return Math.max(0, Duration.ofNanos(nanos).toSeconds()) + " s";
        }
    }
}
