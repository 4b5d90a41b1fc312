/**
 * The {@code baton} command line: what can be written there, its help and its exit codes. It starts fast because it
 * starts nothing itself: what a command needs beyond parsing is behind an interface that the launcher implements.
 *
 * <p>Works on the main thread.
 */
@NullMarked
package dev.baton.cli;

import org.jspecify.annotations.NullMarked;
