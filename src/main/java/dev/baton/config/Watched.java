package dev.baton.config;

import dev.baton.runtime.watch.Globs;
import dev.baton.settings.ShortForm;
import java.util.List;

/** Files to watch, as they are written: one pattern, or several. */
record Watched(Globs globs) {
    static final Watched NOTHING = new Watched(Globs.NONE);

    @ShortForm
    static Watched of(String pattern) {
        return of(List.of(pattern));
    }

    @ShortForm
    static Watched of(List<String> patterns) {
        return new Watched(new Globs(patterns));
    }
}
