/**
 * Commands in a cluster: what concerns other nodes is asked of them, what they ask is answered, and who follows events or lines
 * follows those of all nodes. {@link dev.baton.cluster.forward.Forwarding} puts it together on any event bus.
 *
 * <p>What answers other nodes, and what follows them, belongs to one event loop of its own; commands may be given on any thread.
 */
@NullMarked
package dev.baton.cluster.forward;

import org.jspecify.annotations.NullMarked;
