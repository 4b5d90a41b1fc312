/**
 * What this machine has of what processes are to be begun with: programs, files with variables, folders, users, limits. Asked
 * when a config is checked, and again when a process begins, so that both say the same.
 *
 * <p>Threads: everything here may wait for a disk or a directory of users; it belongs on threads that may. All types are
 * immutable or belong to the one call that made them.
 */
@NullMarked
package dev.baton.process.host;

import org.jspecify.annotations.NullMarked;
