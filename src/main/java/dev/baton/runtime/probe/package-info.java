/**
 * How an agent that is a process is found out to be ready, alive and within its limits: questions that are put to it again and
 * again, what it says by itself, and what its tree uses. What follows from that is not decided here.
 *
 * <p>Threads: a {@link dev.baton.runtime.probe.Probing} belongs to the event loop it was made for, and no thread waits for
 * any single answer. One thread for all reads what processes say by sd_notify, one more looks at what limited trees use; the
 * output of commands is read by threads that come and go with them.
 */
@NullMarked
package dev.baton.runtime.probe;

import org.jspecify.annotations.NullMarked;
