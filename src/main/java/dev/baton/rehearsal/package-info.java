/**
 * For tests of agents: an agent lives its {@linkplain dev.baton.rehearsal.Rehearsal whole life} without an orchestrator, by the
 * same rules as in one, on the thread of the test and by a clock that the test turns. A day of it takes no time.
 *
 * <p>Works on the thread of its caller alone. What an agent does from other threads, such as emitting an event, is taken in.
 */
@NullMarked
package dev.baton.rehearsal;

import org.jspecify.annotations.NullMarked;
