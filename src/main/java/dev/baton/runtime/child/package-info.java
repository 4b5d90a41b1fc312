/**
 * Java agents in a JVM of their own. In Baton, a {@link dev.baton.runtime.child.ChildBodies body} begins that JVM and talks
 * to it over a private socket; in the JVM, a {@link dev.baton.runtime.child.ChildRun} has the same runtime as Baton live the
 * agent's life, and passes on what it is told and what it says.
 *
 * <p>Threads: in Baton, a body's state belongs to the orchestrator's event loop; one thread per child waits for it and reads
 * what it says, one writes. In the child it is the same the other way round.
 */
@NullMarked
package dev.baton.runtime.child;

import org.jspecify.annotations.NullMarked;
