package dev.baton.history;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who follow the events, a bounded number. For the history's thread, but for closing. */
final class Followers {
    static final int MAX = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

    private final List<Followed> all = new ArrayList<>();

    /**
     * Shows {@code follower} the present and keeps it for what follows.
     *
     * @throws IllegalStateException when there are too many already
     */
    Following add(HistoryPage present, Follower follower) {
        all.removeIf(followed -> followed.closed);
        if (all.size() >= MAX) {
            throw new IllegalStateException(
                    "%d readers follow the events already, which is the most there may be; try again when one has left"
                            .formatted(MAX));
        }
        follower.present(present);
        Followed followed = new Followed(present.filters(), follower);
        all.add(followed);
        return followed;
    }

    void tell(PastEvent event) {
        if (all.isEmpty()) {
            return;
        }
        for (Followed followed : all) {
            followed.tell(event);
        }
        all.removeIf(followed -> followed.closed);
    }

    int size() {
        return all.size();
    }

    private static final class Followed implements Following {
        private final HistoryQuery query;
        private final Follower follower;
        private volatile boolean closed;

        Followed(HistoryQuery query, Follower follower) {
            this.query = query;
            this.follower = follower;
        }

        @Override
        public void close() {
            closed = true;
        }

        private void tell(PastEvent event) {
            if (closed || !query.concerns(event.event())) {
                return;
            }
            try {
                follower.next(event);
            } catch (RuntimeException failure) {
                closed = true;
                LOG.atWarn()
                        .setCause(failure)
                        .addKeyValue("follower", follower.getClass().getName())
                        .log("A reader that follows the events failed and is told no more of them");
            }
        }
    }
}
