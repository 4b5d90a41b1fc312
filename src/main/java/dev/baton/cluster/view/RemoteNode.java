package dev.baton.cluster.view;

import dev.baton.cluster.wire.Origin;
import dev.baton.command.NodeRow;
import dev.baton.command.NodeRow.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another node, in the life that counts. Which that is: the first that was heard; then any that began later by its own clock; one
 * that began earlier only when the present one has been silent, as its machine's clock may have been set back. A life that said
 * goodbye never counts again.
 *
 * <pre>
 *            both hear each other, and it answers
 *          ┌──────────────────────────────────────▶ UP ─┐
 *   heard ─┤                                         ▲  │ silence, a hint, or it doesn't hear this node
 *          └─▶ UNREACHABLE ◀─────────────────────────┼──┘
 *                   └────────────────────────────────┘
 *                     both hear each other, and it answers
 *
 *   any ──goodbye──▶ GONE ──another life──▶ UNREACHABLE
 * </pre>
 */
final class RemoteNode {
    private static final int MOST_GOODBYES = 16;

    private final Deque<String> goodbyes = new ArrayDeque<>();
    private Origin origin;
    private State state = State.UNREACHABLE;
    private long since;
    private Contact contact;
    private boolean isListed;
    private boolean isUntold = true;
    private boolean isBack;
    private boolean isNew = true;
    private boolean isLost;
    private RowTable rows = new RowTable(-1);
    private boolean isComplete;
    private Status.@Nullable Digest digest;
    private boolean greets = true;
    private Totals totals = Totals.NONE;
    private @Nullable SnapshotFetch fetch;
    private boolean wantsSnapshot;
    private boolean hasFetched;

    RemoteNode(Origin origin, long now) {
        this.origin = origin;
        this.since = now;
        this.contact = new Contact(now);
    }

    /** What a signal means for the node. */
    enum Heard {
        /** Nothing: it is of a life that does not count. */
        IGNORED,
        /** It lives, as before or again. */
        AS_BEFORE,
        /** It was started anew. */
        ANEW
    }

    /** Takes note of a signal. */
    Heard heard(Origin from, long now) {
        if (goodbyes.contains(from.start())) {
            return Heard.IGNORED;
        }
        if (!from.equals(origin)) {
            return anew(from, now);
        }
        return contact.heard(now) ? Heard.AS_BEFORE : Heard.IGNORED;
    }

    private Heard anew(Origin from, long now) {
        boolean isFree = state != State.UP && silence(now) >= ViewPace.SILENCE.toNanos();
        if (!isFree && !from.isLaterThan(origin)) {
            return Heard.IGNORED;
        }
        forget();
        origin = from;
        state = State.UNREACHABLE;
        since = now;
        contact = new Contact(now);
        isBack = false;
        isUntold = true;
        isNew = false;
        isLost = false;
        digest = null;
        totals = Totals.NONE;
        return Heard.ANEW;
    }

    private void forget() {
        rows = new RowTable(-1);
        isComplete = false;
        fetch = null;
        wantsSnapshot = false;
        hasFetched = false;
    }

    /** Whether {@code from} goes on while another life of the same name does: two nodes have one name. */
    boolean isRival(Origin from, long now) {
        return state == State.UP && !from.equals(origin) && now - since > ViewPace.SILENCE.toNanos();
    }

    /** It said goodbye. */
    void gone(long now) {
        if (goodbyes.size() == MOST_GOODBYES) {
            goodbyes.remove();
        }
        goodbyes.add(origin.start());
        forget();
        state = State.GONE;
        contact = new Contact(now);
    }

    /** It can be reached. */
    void up() {
        state = State.UP;
        isListed = true;
        isUntold = false;
        isBack = true;
        isLost = false;
    }

    /** It can't be reached. */
    void unreachable(long now) {
        state = State.UNREACHABLE;
        isListed = true;
        isUntold = false;
        contact.broken(now);
    }

    /** Whoever manages the members has lost it. */
    void lost(long now) {
        contact.lost(now);
        isLost = true;
    }

    /** Whether whoever manages the members has lost it, and it could not be reached since. */
    boolean isLost() {
        return isLost;
    }

    /** Whether it and this node reach each other. */
    Contact contact() {
        return contact;
    }

    /** Whether anybody need know of it: not while it has just been heard for the first time. */
    boolean isListed() {
        return isListed;
    }

    /** Whether nothing was told yet of whether this life can be reached. */
    boolean isUntold() {
        return isUntold;
    }

    /** Whether this life of it could be reached before. */
    boolean isBack() {
        return isBack;
    }

    /** Whether this is the first life of it that was heard. */
    boolean isNew() {
        return isNew;
    }

    // ------------------------------------------------------------------------------------------- its agents

    /** Takes note of a digest; says whether anything but the time is new in it. */
    boolean told(Status.Digest told) {
        boolean hasOtherTotals = counted(told.totals());
        boolean isNews = hasOtherTotals || !told.isLike(digest);
        digest = told.withoutHears();
        greets = told.hears() != null;
        hasFetched = false;
        wantsSnapshot |= lags(told);
        return isNews;
    }

    /** Whether it can answer greetings, by what it told last: one that doesn't say whom it hears is of a Baton that can't. */
    boolean greets() {
        return greets;
    }

    /** Takes note of how many agents there are; says whether that is new. */
    boolean counted(Totals told) {
        boolean isNews = !told.equals(totals);
        totals = told;
        return isNews;
    }

    private boolean lags(Status.Digest told) {
        return !isComplete
                || told.version() > rows.version()
                || (told.version() == rows.version() && told.count() != rows.size());
    }

    /** Something is missing in the table. */
    void wantsSnapshot() {
        wantsSnapshot = true;
    }

    /** Whether the table is to be asked for now. */
    boolean mayFetch() {
        return wantsSnapshot && !hasFetched && fetch == null && state == State.UP;
    }

    /** The table is being asked for. */
    SnapshotFetch fetch(SnapshotFetch begun) {
        fetch = begun;
        hasFetched = true;
        wantsSnapshot = false;
        return begun;
    }

    /** The table as of a snapshot, with the changes that were told meanwhile: what seemed to be missing before is in it. */
    void install(RowTable snapshot) {
        rows = snapshot;
        isComplete = true;
        fetch = null;
        wantsSnapshot = digest != null && lags(digest);
    }

    /** The table did not come; it is asked for again after the next digest. */
    void fetchFailed() {
        fetch = null;
        wantsSnapshot = true;
    }

    /** The table on its way, null if it isn't. */
    @Nullable
    SnapshotFetch fetch() {
        return fetch;
    }

    Origin origin() {
        return origin;
    }

    State state() {
        return state;
    }

    RowTable rows() {
        return rows;
    }

    boolean isComplete() {
        return isComplete;
    }

    /** For how long nothing was heard. */
    long silence(long now) {
        return now - contact.heardAt();
    }

    /** The clock that the times of its agents are told by: it stands still for one that can't be heard. */
    long clock(long now) {
        return state == State.UP ? now : contact.heardAt();
    }

    Facts facts() {
        return new Facts(origin, state, contact.trouble(), isComplete, totals, digest);
    }

    /** A node as of a moment, for any thread. */
    record Facts(
            Origin origin,
            State state,
            Contact.Trouble trouble,
            boolean isComplete,
            Totals totals,
            Status.@Nullable Digest digest) {
        NodeRow row(long now) {
            Status.Digest told = digest;
            Totals counted = state == State.GONE ? Totals.NONE : totals;
            return new NodeRow(
                    origin.node(),
                    state,
                    false,
                    Duration.ofNanos(Math.max(0, now - trouble.heardAt())),
                    told == null ? "" : told.address(),
                    told == null ? "" : told.batonVersion(),
                    told == null ? null : told.uptime(),
                    counted.agents(),
                    counted.running(),
                    counted.waiting(),
                    counted.maxWorkers(),
                    told != null && told.shuttingDown(),
                    told == null ? Map.of() : told.labels(),
                    reason(now),
                    state != State.GONE && !isComplete ? "its agents are not known yet" : null);
        }

        private @Nullable String reason(long now) {
            return switch (state) {
                case UP -> null;
                case UNREACHABLE -> trouble.text(now);
                case GONE ->
                    "it said goodbye "
                            + Duration.ofNanos(Math.max(0, now - trouble.heardAt()))
                                    .toSeconds() + " s ago";
            };
        }
    }
}
