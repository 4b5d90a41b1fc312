package dev.baton.runtime.tree;

import dev.baton.process.Orphans;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of processes beyond Baton's own life.
 *
 * @param folder where it is written down which processes there are, and where pipes of processes are that outlive Baton; made
 *     if need be, and to be Baton's user's own. Batons that use the same one take over from one another
 * @param otherwise another, if that can't be made, null for none
 * @param orphans what becomes of processes when Baton is no more
 */
public record Keeping(Path folder, @Nullable Path otherwise, Orphans orphans) {}
