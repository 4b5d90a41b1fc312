package dev.baton.control.http;

import dev.baton.command.EventRow;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventNames;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Versions of what is asked for again and again, made of the number of the last event that changed it. They are read before
 * the answer is made, so an answer may be newer than its version, which costs one more question, but never older.
 */
final class Versions {
    /** The only command that changes something without another event. */
    private static final String RELOAD = "reload";

    private final String start;
    private final LongSupplier elsewhere;
    private boolean isKnown;
    private long lastEvent;
    private long lastChange;
    /** The tag of the state that was made last, as most who ask for it get the same. */
    private @Nullable String stateTag;

    private long taggedChange;
    private long taggedRevision;

    /**
     * Nothing is noted yet.
     *
     * @param startMillis when this server was started; numbers of an earlier one mean nothing
     * @param elsewhere changes with what is known of other nodes; 0 outside a cluster
     */
    Versions(long startMillis, LongSupplier elsewhere) {
        this.start = Long.toString(startMillis, Character.MAX_RADIX);
        this.elsewhere = elsewhere;
    }

    /** Of what an answer depends on. */
    enum Kind {
        /** On everything; it is never the same. */
        NONE,
        /** On the state of agents. */
        STATE,
        /** On all events. */
        EVENTS
    }

    /** Whether every event is noted. */
    boolean isKnown() {
        return isKnown;
    }

    /** From now on every event is noted. */
    void begin() {
        isKnown = true;
    }

    void note(Row row) {
        EventRow noted = row.event();
        // Several nodes may come to the same number.
        if (noted == null || row.isOfNode()) {
            lastEvent++;
        } else {
            lastEvent = row.seq();
        }
        if (noted == null || isChange(noted.event())) {
            lastChange = lastEvent;
        }
    }

    /** The ETag of an answer made after this moment, null if there is none. */
    @Nullable
    String tag(Kind kind) {
        if (!isKnown || kind == Kind.NONE) {
            return null;
        }
        long revision = elsewhere.getAsLong();
        if (kind == Kind.EVENTS) {
            return text(lastEvent, revision);
        }
        if (stateTag == null || taggedChange != lastChange || taggedRevision != revision) {
            stateTag = text(lastChange, revision);
            taggedChange = lastChange;
            taggedRevision = revision;
        }
        return stateTag;
    }

    private String text(long event, long revision) {
        String other = revision == 0 ? "" : "-" + revision;
        return "W/\"" + start + '-' + event + other + '"';
    }

    /** Whether the client has the version {@code tag} already. */
    static boolean isKnownTo(HttpServerRequest request, @Nullable String tag) {
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        return tag != null && known != null && known.contains(tag);
    }

    private static boolean isChange(Event event) {
        if (event.category() == EventCategory.COMMAND) {
            return RELOAD.equals(event.data().get("command"));
        }
        return EventNames.canChangeState(event.name());
    }
}
