package dev.baton.config;

import org.jspecify.annotations.Nullable;

/**
 * One agent, or one replica of it, as it stands in the files.
 *
 * @param name what it is called
 * @param template the key it stands under; its name, unless it is a replica
 * @param entry what stands there, expanded
 * @param alternatives values in it that may have been meant otherwise
 */
record WrittenAgent(String name, String template, @Nullable Object entry, Alternatives alternatives) {
    /** Where it is written. */
    String path() {
        return Places.join(Sections.AGENTS, template);
    }
}
