package dev.baton.runtime.tree;

import dev.baton.process.Orphans;
import java.nio.file.Path;

/**
 * What is kept of processes beyond Baton's own life.
 *
 * @param folder where it is written down which processes there are, and where pipes of processes are that outlive Baton; made
 *     if need be, and to be Baton's user's own. Batons that use the same one take over from one another
 * @param orphans what becomes of processes when Baton is no more
 */
public record Keeping(Path folder, Orphans orphans) {}
