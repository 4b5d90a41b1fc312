/**
 * Who and what gets in at the port of the event bus. Vert.x takes as many connections as come, and lengths as they are told; here
 * both are looked at first. The one room that knows how Vert.x writes a message down.
 *
 * <p>Connections are looked at on the event loop that serves them; what is counted may be read on any thread.
 */
@NullMarked
package dev.baton.cluster.door;

import org.jspecify.annotations.NullMarked;
