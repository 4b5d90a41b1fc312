package dev.baton.runtime.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes that belong together: told as one when there have been no more for a moment, or after the longest time. */
final class Changes {
    /** Tools that write several files, or one in several steps, are done by then. */
    static final Duration QUIET = Duration.ofMillis(500);
    /** Nobody waits longer for changes that never end. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int MOST_COUNTED = 1_000;

    private final ScheduledExecutorService thread;
    private final Consumer<String> told;
    private final Set<String> files = new HashSet<>();
    private String first = "";
    private boolean uncounted;
    private @Nullable Future<?> soon;
    private @Nullable Future<?> atLatest;

    /**
     * @param thread on which all this happens
     * @param told given what has changed, in words
     */
    Changes(ScheduledExecutorService thread, Consumer<String> told) {
        this.thread = thread;
        this.told = told;
    }

    /** {@code file} has changed. */
    void add(Path file) {
        String name = file.toString();
        first = first.isEmpty() ? name : first;
        if (files.size() < MOST_COUNTED) {
            files.add(name);
        } else {
            uncounted |= !files.contains(name);
        }
        wait(soon);
    }

    /** More has changed than the system could tell. */
    void addUnknown() {
        uncounted = true;
        wait(soon);
    }

    private void wait(@Nullable Future<?> before) {
        if (before != null) {
            before.cancel(false);
        }
        soon = thread.schedule(this::tell, QUIET.toMillis(), TimeUnit.MILLISECONDS);
        if (atLatest == null) {
            atLatest = thread.schedule(this::tell, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tell() {
        String what = inWords();
        cancel();
        told.accept(what);
    }

    /** Nothing is told of what has been added so far. */
    void cancel() {
        if (soon != null) {
            soon.cancel(false);
        }
        if (atLatest != null) {
            atLatest.cancel(false);
        }
        soon = null;
        atLatest = null;
        files.clear();
        first = "";
        uncounted = false;
    }

    private String inWords() {
        if (first.isEmpty()) {
            return "more files changed at once than can be told";
        }
        int others = files.size() - 1;
        if (uncounted) {
            return first + " and many more files changed";
        }
        return first + (others == 0 ? "" : " and " + others + (others == 1 ? " more file" : " more files"))
                + " changed";
    }
}
