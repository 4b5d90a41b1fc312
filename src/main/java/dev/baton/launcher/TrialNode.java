package dev.baton.launcher;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of a cluster on this machine.
 *
 * @param name what the cluster knows it by
 * @param socket where its commands are taken; null if there is none
 * @param url where its dashboard is
 * @param overrides what sets it apart from the others and lets it join them, as {@code --set} has it
 */
record TrialNode(String name, @Nullable Path socket, String url, List<String> overrides) {
    /** Copies the list. */
    TrialNode {
        overrides = List.copyOf(overrides);
    }
}
